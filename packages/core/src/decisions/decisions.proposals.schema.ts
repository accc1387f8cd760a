import * as z from "zod";
import { bodySchema } from "../body/body.schema.ts";
import { memberRefSchema } from "../members/members.schema.ts";
import { happenedSchema, idSchema, instantSchema, localDateSchema } from "../shared/schema.ts";
import { alternativeSchema, reviewSchema } from "./decisions.schema.ts";

/**
 * - `open`: voters may answer
 * - `accepted`: a decision was recorded from it
 * - `rejected`, `escalated`: somebody objected to the end; which of the two, the proposal says
 * - `lapsed`: too few answered, or nobody agreed; nothing was decided
 * - `withdrawn`: by who proposed it
 */
export const proposalStateSchema = z.enum(["open", "accepted", "rejected", "lapsed", "escalated", "withdrawn"]);

export const choiceSchema = z.enum(["agree", "abstain", "object"]);

/** How many must have answered by themselves: so many, or so many of a hundred who could. */
export const minimumSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("count"), value: z.number().int().min(1).max(1000) }),
  z.object({ kind: z.literal("percent"), value: z.number().int().min(1).max(100) }),
]);

export const proposalRulesSchema = z.object({
  /** Working days each voter has, in their own calendar. */
  workingDays: z.number().int().min(1).max(60),
  /** Days after opening at which nobody is waited for any more. */
  maxDays: z.number().int().min(1).max(365),
  /** What it means that somebody who had the time said nothing. */
  silence: z.enum(["consents", "abstains"]),
  minimum: minimumSchema,
  /** What becomes of a proposal that somebody objects to at the end. */
  objection: z.enum(["escalates", "rejects"]),
});

export const voteSchema = z.object({
  choice: choiceSchema,
  /** Why; an objection always says so. */
  text: z.string(),
  /** What an objection would have instead. */
  alternative: z.string().nullable(),
  at: instantSchema,
  /** Who voted: the voter, or who stands in for them while they are away. */
  by: memberRefSchema,
});

/** Somebody who is asked. */
export const voterSchema = z.object({
  member: memberRefSchema,
  /** The last of their working days, in their calendar, and when it ends. `null` where they have too few days before nobody is waited for. */
  deadline: z.object({ day: localDateSchema, timeZone: z.string(), at: instantSchema }).nullable(),
  /** Who may answer for them now, because they are away. */
  standIn: memberRefSchema.nullable(),
  /** They cannot see the thread any more, so nobody waits for them. */
  gone: z.boolean(),
  vote: voteSchema.nullable(),
});

/** The votes, counted. */
export const tallySchema = z.object({
  /** Everybody who was asked. */
  voters: z.number().int(),
  /** Who counts: those who answered, and those who could have. */
  counted: z.number().int(),
  answered: z.number().int(),
  /** How many must answer. */
  needed: z.number().int(),
  agree: z.number().int(),
  abstain: z.number().int(),
  object: z.number().int(),
  /** Who could have answered and did not. */
  silent: z.number().int(),
  /** Who did not answer and could not: away for too long, or gone. */
  absent: z.number().int(),
});

export const proposalSchema = z.object({
  id: idSchema("prp"),
  threadId: idSchema("thr"),
  channelId: idSchema("chn").nullable(),
  statement: z.string(),
  body: bodySchema,
  excerpt: z.string(),
  alternatives: z.array(alternativeSchema),
  /** Handed on to the decision. */
  review: reviewSchema.nullable(),
  rules: proposalRulesSchema,
  state: proposalStateSchema,
  proposer: memberRefSchema,
  openedAt: instantSchema,
  /** When the last one who is waited for has had their days. */
  closesAt: instantSchema,
  /** When nobody is waited for any more, whatever happens. */
  latestAt: instantSchema,
  closed: happenedSchema.nullable(),
  /** Why it was withdrawn. */
  reason: z.string().nullable(),
  extensions: z.array(happenedSchema.extend({ workingDays: z.number().int(), reason: z.string() })),
  decisionId: idSchema("dcs").nullable(),
  voters: z.array(voterSchema),
  tally: tallySchema,
  version: z.number().int(),
  /** `voteFor`: whose answer the asking member may give. */
  can: z.object({ change: z.boolean(), voteFor: z.array(z.string()) }),
});

export type ProposalState = z.infer<typeof proposalStateSchema>;
export type Choice = z.infer<typeof choiceSchema>;
export type ProposalRules = z.infer<typeof proposalRulesSchema>;
export type Vote = z.infer<typeof voteSchema>;
export type Voter = z.infer<typeof voterSchema>;
export type Tally = z.infer<typeof tallySchema>;
export type Proposal = z.infer<typeof proposalSchema>;
