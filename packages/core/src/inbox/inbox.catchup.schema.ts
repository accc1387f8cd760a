import * as z from "zod";
import { memberRefSchema } from "../members/members.schema.ts";
import { idSchema, instantSchema } from "../shared/schema.ts";

/** A place to read on: `number` is the comment to begin at. */
export const catchUpEntrySchema = z.object({
  threadId: idSchema("thr"),
  number: z.number().int(),
  title: z.string(),
  channel: z.object({ id: idSchema("chn"), name: z.string() }).nullable(),
  author: memberRefSchema,
  at: instantSchema,
  /** The sentences that say most, as they were written. */
  summary: z.string(),
});

export const catchUpSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** All of it in a few sentences; by a model only where the server was given one and it answered in time. `null` where nothing happened. */
  summary: z.object({ text: z.string(), by: z.enum(["extract", "model"]) }).nullable(),
  /** What was decided where the member may see it. */
  decisions: z.array(catchUpEntrySchema),
  /** What the member was asked; `answered`: they wrote in the thread since. What is not answered comes first. */
  questions: z.array(catchUpEntrySchema.extend({ answered: z.boolean() })),
  /** Threads with news for the member that are not named above, what needs them most first; `comments` came in the period. */
  followed: z.array(catchUpEntrySchema.extend({ comments: z.number().int() })),
  /** What else happened where the member may see it, counted up to 1,000 threads. */
  rest: z.object({ threads: z.number().int(), comments: z.number().int() }),
});

export type CatchUp = z.infer<typeof catchUpSchema>;
export type CatchUpEntry = z.infer<typeof catchUpEntrySchema>;
