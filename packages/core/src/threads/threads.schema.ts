import * as z from "zod";
import { bodySchema } from "../body/body.schema.ts";
import { memberRefSchema } from "../members/members.schema.ts";
import type { ThreadMetadata } from "../shared/metadata.ts";
import { happenedSchema, hostIdSchema, idSchema, instantSchema, metadataSchema } from "../shared/schema.ts";

/** An object of the host's that a thread is about: an invoice, a page, a lesson. */
export const subjectSchema = z.object({
  /** What kind of thing: `invoice`. */
  type: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, "a short lower-case name"),
  id: hostIdSchema,
});

export const threadMetadataSchema = metadataSchema as unknown as z.ZodType<ThreadMetadata, ThreadMetadata>;

/** The living context on top of a thread: what is known by now. Everybody who may write in the thread may edit it; versions stay. */
export const contextSchema = z.object({
  markdown: z.string(),
  body: bodySchema,
  version: z.number().int(),
  edited: happenedSchema,
});

/** A thread as lists show it. It lives in exactly one place: `channelId`, `subject` or `people` is set, the other two are null. */
export const threadSummarySchema = z.object({
  id: idSchema("thr"),
  title: z.string(),
  channelId: idSchema("chn").nullable(),
  subject: subjectSchema.nullable(),
  people: z.array(memberRefSchema).nullable(),
  author: memberRefSchema,
  metadata: threadMetadataSchema,
  /** How many comments were ever written; the newest has this number. */
  commentCount: z.number().int(),
  lastComment: z.object({ author: memberRefSchema, excerpt: z.string(), at: instantSchema }),
  pinned: happenedSchema.nullable(),
  closed: happenedSchema.nullable(),
  /** Who is to see to it. */
  assignee: memberRefSchema.nullable(),
  createdAt: instantSchema,
  /** When the last comment came. Closing, pinning and moving do not touch it. */
  activeAt: instantSchema,
  version: z.number().int(),
  /** The asking member's own side: read up to comment `position`; `mentioned` is true where an unread comment names them. */
  me: z.object({ position: z.number().int(), unreadCount: z.number().int(), mentioned: z.boolean() }),
});

export const threadSchema = threadSummarySchema.extend({
  context: contextSchema.nullable(),
  can: z.object({ comment: z.boolean(), update: z.boolean(), close: z.boolean(), move: z.boolean() }),
});

export type Subject = z.infer<typeof subjectSchema>;
export type ThreadContext = z.infer<typeof contextSchema>;
export type ThreadSummary = z.infer<typeof threadSummarySchema>;
export type Thread = z.infer<typeof threadSchema>;
