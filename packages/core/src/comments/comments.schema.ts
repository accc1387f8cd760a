import * as z from "zod";
import { bodySchema } from "../body/body.schema.ts";
import { memberRefSchema } from "../members/members.schema.ts";
import type { CommentMetadata } from "../shared/metadata.ts";
import { happenedSchema, hostIdSchema, idSchema, instantSchema, metadataSchema } from "../shared/schema.ts";

/**
 * Whom a comment is for: whom it notifies, apart from whom it mentions. It is no permission: everybody who may see the thread may read it.
 * `thread` is whoever wrote in it or follows it.
 */
export const audienceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("channel") }),
  z.object({ kind: z.literal("thread") }),
  z.object({
    kind: z.literal("people"),
    memberIds: z.array(hostIdSchema).max(100),
    groupIds: z.array(idSchema("grp")).max(20).default([]),
  }),
]);

export const commentMetadataSchema = metadataSchema as unknown as z.ZodType<CommentMetadata, CommentMetadata>;

/** One emoji, or a short name such as `thumbs_up`. */
export const reactionSchema = z.string().regex(/^(?:\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Component}]{0,15}|[\p{Emoji_Component}]{2,8}|[a-z0-9_+-]{1,32})$/u, "an emoji or its short name");

export const commentSchema = z.object({
  id: idSchema("cmt"),
  threadId: idSchema("thr"),
  /** 1 for the opening comment; never reused. */
  number: z.number().int(),
  author: memberRefSchema,
  /** As it was written; empty in a tombstone and where closing needed no words. */
  markdown: z.string(),
  body: bodySchema,
  /** What the comment did to its thread. */
  action: z.enum(["closed", "reopened"]).nullable(),
  audience: audienceSchema,
  metadata: commentMetadataSchema,
  reactions: z.array(z.object({ emoji: z.string(), memberIds: z.array(hostIdSchema) })),
  /** "I have read and taken note", in order. */
  acknowledgements: z.array(z.object({ at: instantSchema, by: hostIdSchema })),
  createdAt: instantSchema,
  edited: happenedSchema.nullable(),
  /** Set on a tombstone: its words, reactions and versions are gone, its number stays. */
  deleted: happenedSchema.nullable(),
  version: z.number().int(),
  can: z.object({ edit: z.boolean(), delete: z.boolean() }),
});

/** An earlier wording. */
export const commentVersionSchema = z.object({
  version: z.number().int(),
  markdown: z.string(),
  body: bodySchema,
  /** When this wording was written. */
  at: instantSchema,
});

export type Audience = z.infer<typeof audienceSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type CommentVersion = z.infer<typeof commentVersionSchema>;
