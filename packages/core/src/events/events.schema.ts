import * as z from "zod";
import { hostIdSchema, idSchema, instantSchema } from "../shared/schema.ts";

export const eventTypeSchema = z.enum([
  "member.changed",
  "group.changed",
  "channel.created",
  "channel.changed",
  "thread.created",
  "thread.changed",
  "thread.position",
  "comment.created",
  "comment.changed",
  "decision.made",
  "decision.changed",
  "decision.review_due",
  "proposal.opened",
  "proposal.changed",
  "proposal.closed",
  "inbox.changed",
  "program.changed",
  "pairing.changed",
]);

/**
 * Something happened that the asking member may know of. It points, it does not tell: whoever needs the new state reads it, as
 * themselves. `seq` grows by one for each event of a workspace; a member sees gaps where an event was not for them.
 */
export const eventSchema = z.object({
  seq: z.number().int(),
  type: eventTypeSchema,
  at: instantSchema,
  actorId: hostIdSchema.nullable(),
  memberId: hostIdSchema.optional(),
  channelId: idSchema("chn").optional(),
  threadId: idSchema("thr").optional(),
  commentId: idSchema("cmt").optional(),
  decisionId: idSchema("dcs").optional(),
  proposalId: idSchema("prp").optional(),
  programId: idSchema("prg").optional(),
  pairingId: idSchema("pair").optional(),
  /** The entity's version after the event. */
  version: z.number().int().optional(),
});

export type EventType = z.infer<typeof eventTypeSchema>;
export type MeanwhileEvent = z.infer<typeof eventSchema>;
