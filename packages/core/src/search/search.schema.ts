import * as z from "zod";
import { memberRefSchema } from "../members/members.schema.ts";
import { hostIdSchema, idSchema, instantSchema } from "../shared/schema.ts";
import { subjectSchema } from "../threads/threads.schema.ts";

/** A part of a text, in UTF-16 units, as JavaScript counts. */
const rangeSchema = z.object({ start: z.number().int(), end: z.number().int() });

/** A part of a text and what was found in it; text, never HTML. */
export const highlightedSchema = z.object({ text: z.string(), highlights: z.array(rangeSchema) });

/** Something a search found. */
export const searchHitSchema = z.object({
  /** Of what was found: a thread's (with its living context and opening comment), a comment's, or what later kinds have. */
  id: z.string(),
  /** `thread`, `comment`, and what other slices add: `decision` … */
  kind: z.string(),
  threadId: idSchema("thr").nullable(),
  /** Where in its thread it stands. */
  commentNumber: z.number().int().nullable(),
  title: highlightedSchema,
  snippet: highlightedSchema,
  /** Where it is: a channel, or an object of the host's; neither among named people. */
  channel: z.object({ id: idSchema("chn"), name: z.string(), archived: z.boolean() }).nullable(),
  subject: subjectSchema.nullable(),
  author: memberRefSchema.nullable(),
  at: instantSchema,
  /** The thread is closed. */
  closed: z.boolean(),
});

/** What of the query was not taken as it may have been meant, for hints. */
export const queryIssueSchema = z.object({
  code: z.enum(["unknown_operator", "missing_value", "bad_value", "unknown_name"]),
  operator: z.string(),
  value: z.string(),
});

/** So many, or with `more` at least so many. */
export const cappedCountSchema = z.object({ count: z.number().int(), more: z.boolean() });

/** A search a member keeps. */
export const savedSearchSchema = z.object({
  id: idSchema("srch"),
  name: z.string(),
  query: z.string(),
  createdAt: instantSchema,
});

/** A thread as a line of the catalogue. */
export const topicSchema = z.object({
  id: idSchema("thr"),
  title: z.string(),
  channelId: idSchema("chn").nullable(),
  author: z.object({ id: hostIdSchema, name: z.string() }),
  commentCount: z.number().int(),
  activeAt: instantSchema,
  closed: z.boolean(),
});

export type SearchHit = z.infer<typeof searchHitSchema>;
export type Highlighted = z.infer<typeof highlightedSchema>;
export type CappedCount = z.infer<typeof cappedCountSchema>;
export type SavedSearch = z.infer<typeof savedSearchSchema>;
export type Topic = z.infer<typeof topicSchema>;
