import * as z from "zod";
import { commentSchema } from "../comments/comments.schema.ts";
import type { ContractOf } from "../shared/contract.ts";
import { countSchema, hostIdSchema, idSchema, instantSchema, lineSchema, markdownSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { threadsRoutes } from "./threads.routes.ts";
import { contextSchema, subjectSchema, threadMetadataSchema, threadSchema, threadSummarySchema } from "./threads.schema.ts";

const params = z.object({ threadId: idSchema("thr") });
const title = lineSchema(300);

/** Which threads. Every part narrows; none is all that the member may see. */
const filter = {
  channelId: idSchema("chn").optional(),
  subjectType: subjectSchema.shape.type.optional(),
  subjectId: hostIdSchema.optional(),
  state: z.enum(["open", "closed"]).optional(),
  /** Started by the asking member. */
  mine: z.boolean().optional(),
  /** With a comment that mentions the asking member, or a group they are in. */
  mentioned: z.boolean().optional(),
  unread: z.boolean().optional(),
  pinned: z.boolean().optional(),
  /** Only threads among named people; the asking member is one of them. */
  private: z.boolean().optional(),
  authorId: hostIdSchema.optional(),
  /** By the moment that `sort` names: not before, and before. */
  after: instantSchema.optional(),
  before: instantSchema.optional(),
};

const start = {
  id: idSchema("thr").optional(),
  /** Taken from the opening comment where it is left out. */
  title: title.optional(),
  /** The opening comment, number 1. */
  markdown: markdownSchema,
  metadata: threadMetadataSchema.optional(),
};

const changeState = { summary: "", params, body: z.object({ markdown: markdownSchema.optional(), commentId: idSchema("cmt").optional() }) };
const threadAndComment = z.object({ thread: threadSchema, comment: commentSchema });

export const threadsContract = {
  list: {
    summary: "Threads, by last activity or by creation, newest first",
    query: pageQuerySchema.extend({ ...filter, sort: z.enum(["active", "created"]).default("active") }),
    response: pageSchema(threadSummarySchema),
  },
  count: {
    summary: "How many of the 1,000 threads that were active last pass a filter",
    query: z.object(filter),
    response: z.object({ count: z.number().int() }),
  },
  create: {
    summary: "Start a thread in a channel, on an object of the host's, or among named people only",
    body: z.union([
      z.strictObject({ ...start, channelId: idSchema("chn") }),
      z.strictObject({ ...start, subject: subjectSchema }),
      z.strictObject({ ...start, people: z.array(hostIdSchema).min(1).max(50) }),
    ]),
    response: threadSchema,
    errors: ["channels/archived", "members/unknown_member", "threads/invalid_metadata", "body/empty"],
  },
  get: { summary: "One thread with its living context", params, response: threadSchema },
  update: {
    summary: "Change the title or the host's metadata",
    params,
    body: z.object({ title: title.optional(), metadata: threadMetadataSchema.optional() }),
    response: threadSchema,
    errors: ["threads/invalid_metadata"],
  },
  setContext: {
    summary: "Write the living context; an empty one takes it away",
    params,
    body: z.object({
      markdown: markdownSchema,
      /** The version this edit began from, 0 for the first; another one in between answers 409. */
      baseVersion: countSchema,
    }),
    response: threadSchema,
    errors: ["threads/context_changed"],
  },
  listContextVersions: { summary: "Every version of the living context, newest first", params, query: pageQuerySchema, response: pageSchema(contextSchema) },
  close: { ...changeState, summary: "Close a thread, with a last comment where there is something to say", response: threadAndComment, errors: ["threads/closed"] },
  reopen: { ...changeState, summary: "Open a closed thread again, with a comment where there is a reason to give", response: threadAndComment, errors: ["threads/open"] },
  setPinned: { summary: "Keep a thread on top of its channel, or not", params, body: z.object({ pinned: z.boolean() }), response: threadSchema },
  setAssignee: {
    summary: "Say who is to see to a thread, or with null nobody; it has to be somebody who may see it",
    params,
    body: z.object({ memberId: hostIdSchema.nullable() }),
    response: threadSchema,
    errors: ["members/unknown_member"],
  },
  move: {
    summary: "Move a thread to another channel",
    params,
    body: z.object({ channelId: idSchema("chn") }),
    response: threadSchema,
    errors: ["channels/archived", "threads/not_in_channel"],
  },
  setPosition: {
    summary: "Say up to which comment one has read; a lower number marks the rest unread again",
    params,
    body: z.object({ position: countSchema }),
    response: threadSchema,
  },
  addPeople: {
    summary: "Let more people into a thread among named people",
    params,
    body: z.object({ memberIds: z.array(hostIdSchema).min(1).max(50) }),
    response: threadSchema,
    errors: ["members/unknown_member", "threads/not_private"],
  },
  setSubjectAccess: {
    summary: "Say who may see the threads on an object of the host's: these members, or with null every member but guests (owners)",
    body: z.object({ subject: subjectSchema, memberIds: z.array(hostIdSchema).max(10_000).nullable() }),
    response: null,
    errors: ["members/unknown_member"],
  },
} as const satisfies ContractOf<typeof threadsRoutes>;
