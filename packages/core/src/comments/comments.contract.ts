import * as z from "zod";
import { reachSchema } from "../members/members.schema.ts";
import type { ContractOf } from "../shared/contract.ts";
import { countSchema, hostIdSchema, idSchema, markdownSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { commentsRoutes } from "./comments.routes.ts";
import { audienceSchema, commentMetadataSchema, commentSchema, commentVersionSchema, reactionSchema } from "./comments.schema.ts";

const params = z.object({ commentId: idSchema("cmt") });

export const commentsContract = {
  list: {
    summary: "Comments of a thread by number",
    params: z.object({ threadId: idSchema("thr") }),
    query: pageQuerySchema.extend({
      /** Begin at this number; 1, or the last one when going back, unless told. */
      from: countSchema.min(1).optional(),
      direction: z.enum(["forward", "backward"]).default("forward"),
    }),
    response: pageSchema(commentSchema),
  },
  create: {
    summary: "Comment",
    params: z.object({ threadId: idSchema("thr") }),
    body: z.object({
      id: idSchema("cmt").optional(),
      markdown: markdownSchema,
      audience: audienceSchema.default({ kind: "thread" }),
      metadata: commentMetadataSchema.optional(),
    }),
    response: commentSchema,
    errors: ["threads/closed", "channels/archived", "comments/invalid_metadata", "body/empty"],
  },
  get: { summary: "One comment", params, response: commentSchema },
  edit: {
    summary: "Change a comment's words; the earlier wording is kept",
    params,
    body: z.object({ markdown: markdownSchema, metadata: commentMetadataSchema.optional() }),
    response: commentSchema,
    errors: ["comments/deleted", "comments/invalid_metadata", "body/empty"],
  },
  delete: { summary: "Delete a comment; a tombstone keeps its number", params, response: commentSchema },
  listVersions: { summary: "Earlier wordings of a comment, newest first", params, query: pageQuerySchema, response: pageSchema(commentVersionSchema) },
  setReaction: { summary: "React, or take a reaction back", params, body: z.object({ emoji: reactionSchema, on: z.boolean() }), response: commentSchema, errors: ["comments/deleted", "comments/too_many_reactions"] },
  setAcknowledged: { summary: "Say that one has taken note, or take it back", params, body: z.object({ acknowledged: z.boolean() }), response: commentSchema, errors: ["comments/deleted"] },
  previewAudience: {
    summary: "Whom an audience would reach, and who of them is off now; oneself is not counted",
    query: z.object({
      /** Where the comment would go: one of the two. */
      threadId: idSchema("thr").optional(),
      channelId: idSchema("chn").optional(),
      audience: z.enum(["channel", "thread", "people"]),
      memberIds: z.array(hostIdSchema).max(100).optional(),
      groupIds: z.array(idSchema("grp")).max(20).optional(),
    }),
    response: reachSchema,
  },
} as const satisfies ContractOf<typeof commentsRoutes>;
