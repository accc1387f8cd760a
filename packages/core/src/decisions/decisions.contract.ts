import * as z from "zod";
import type { ContractOf } from "../shared/contract.ts";
import { hostIdSchema, idSchema, instantSchema, localDateSchema, markdownSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import { subjectSchema } from "../threads/threads.schema.ts";
import { choiceSchema, minimumSchema, proposalRulesSchema, proposalSchema, proposalStateSchema } from "./decisions.proposals.schema.ts";
import type { decisionsRoutes, proposalsRoutes } from "./decisions.routes.ts";
import { alternativeSchema, decisionSchema, decisionStateSchema, decisionVersionSchema, dissentInputSchema, reviewInputSchema } from "./decisions.schema.ts";

const params = z.object({ decisionId: idSchema("dcs") });
const threadParams = z.object({ threadId: idSchema("thr") });
const reason = z.string().trim().min(1).max(2000);

const wording = {
  /** Markdown: what is to be done, and why. */
  statement: markdownSchema,
  deciders: z.array(hostIdSchema).min(1).max(20),
  alternatives: z.array(alternativeSchema).max(20),
  dissent: z.array(dissentInputSchema).max(50),
  review: reviewInputSchema.nullable(),
};

export const decisionsContract = {
  list: {
    summary: "The log of decisions, newest first",
    query: pageQuerySchema.extend({
      threadId: idSchema("thr").optional(),
      channelId: idSchema("chn").optional(),
      subjectType: subjectSchema.shape.type.optional(),
      subjectId: hostIdSchema.optional(),
      deciderId: hostIdSchema.optional(),
      /** Several: any of them. */
      state: z.array(decisionStateSchema).max(5).optional(),
      /** With a review on a day before this one. */
      reviewBefore: localDateSchema.optional(),
      /** Decided not before, and before. */
      after: instantSchema.optional(),
      before: instantSchema.optional(),
    }),
    response: pageSchema(decisionSchema),
  },
  create: {
    summary: "Record what was decided; it takes the place of the thread's decision before it",
    params: threadParams,
    body: z.object({
      id: idSchema("dcs").optional(),
      statement: wording.statement,
      /** Who decided; the asking member unless told. */
      deciders: wording.deciders.optional(),
      alternatives: wording.alternatives.default([]),
      dissent: wording.dissent.default([]),
      review: wording.review.default(null),
      /** A decision of another thread that this one takes the place of. */
      supersedes: idSchema("dcs").optional(),
      /** Close the thread in the same go, with a last comment where there is something to say. */
      close: z.object({ markdown: markdownSchema.optional(), commentId: idSchema("cmt").optional() }).optional(),
    }),
    response: decisionSchema,
    errors: ["body/empty", "decisions/not_holding", "members/unknown_member", "members/unknown_time_zone", "threads/closed"],
  },
  get: { summary: "One decision", params, response: decisionSchema },
  edit: {
    summary: "Change the wording; the one before is kept",
    params,
    body: z.object({
      statement: wording.statement.optional(),
      deciders: wording.deciders.optional(),
      alternatives: wording.alternatives.optional(),
      dissent: wording.dissent.optional(),
      review: wording.review.optional(),
      /** The revision this edit began from; another one in between answers 409. */
      baseRevision: z.number().int().min(1).max(2_147_483_647),
    }),
    response: decisionSchema,
    errors: ["body/empty", "decisions/not_holding", "decisions/revised", "members/unknown_member", "members/unknown_time_zone"],
  },
  listVersions: { summary: "Every wording of a decision, newest first", params, query: pageQuerySchema, response: pageSchema(decisionVersionSchema) },
  confirm: {
    summary: "Say that one has looked again and it still holds, with the day for the next look or none",
    params,
    body: z.object({ review: wording.review.default(null) }),
    response: decisionSchema,
    errors: ["decisions/not_holding", "members/unknown_time_zone"],
  },
  withdraw: { summary: "Say that it holds no more, and why", params, body: z.object({ reason }), response: decisionSchema, errors: ["decisions/not_holding"] },
} as const satisfies ContractOf<typeof decisionsRoutes>;

const proposalParams = z.object({ proposalId: idSchema("prp") });

export const proposalsContract = {
  list: {
    summary: "Proposals, newest first",
    query: pageQuerySchema.extend({
      threadId: idSchema("thr").optional(),
      state: proposalStateSchema.optional(),
      /** Open, and waiting for the asking member's answer; or not. */
      unanswered: z.boolean().optional(),
      limit: z.number().int().min(1).max(20).default(10),
    }),
    response: pageSchema(proposalSchema),
  },
  create: {
    summary: "Propose something, to be decided unless somebody objects in time",
    params: threadParams,
    body: z.object({
      id: idSchema("prp").optional(),
      statement: markdownSchema,
      alternatives: wording.alternatives.default([]),
      review: wording.review.default(null),
      /** Who is asked, fixed at this moment, as far as they may see the thread. Who proposes is not asked. */
      voters: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("members"), memberIds: z.array(hostIdSchema).min(1).max(200) }),
        z.object({ kind: z.literal("group"), groupId: idSchema("grp") }),
        z.object({ kind: z.literal("channel") }),
      ]),
      workingDays: proposalRulesSchema.shape.workingDays.default(3),
      maxDays: proposalRulesSchema.shape.maxDays.default(21),
      silence: proposalRulesSchema.shape.silence.default("consents"),
      minimum: minimumSchema.default({ kind: "count", value: 1 }),
      objection: proposalRulesSchema.shape.objection.default("escalates"),
    }),
    response: proposalSchema,
    errors: ["body/empty", "members/unknown_member", "members/unknown_time_zone", "proposals/already_open", "proposals/no_voters", "proposals/too_many_voters", "proposals/unreachable_minimum", "threads/closed"],
  },
  get: { summary: "One proposal with its voters and votes", params: proposalParams, response: proposalSchema },
  vote: {
    summary: "Answer, or answer anew: agree, abstain, or object with a reason and an alternative",
    params: proposalParams,
    body: z.union([
      z.strictObject({ choice: choiceSchema.extract(["agree", "abstain"]), text: z.string().trim().max(5000).optional(), voterId: hostIdSchema.optional() }),
      z.strictObject({
        choice: z.literal("object"),
        text: z.string().trim().min(1).max(5000),
        /** What to do instead. */
        alternative: z.string().trim().min(1).max(5000),
        /** Whose answer it is; the asking member's unless told. Somebody else's while they are away and handed over to the asking member. */
        voterId: hostIdSchema.optional(),
      }),
    ]),
    response: proposalSchema,
    errors: ["proposals/closed", "proposals/not_a_voter"],
  },
  extend: {
    summary: "Give every voter more working days",
    params: proposalParams,
    body: z.object({ workingDays: z.number().int().min(1).max(20), reason }),
    response: proposalSchema,
    errors: ["proposals/closed"],
  },
  withdraw: { summary: "Take a proposal back, and say why", params: proposalParams, body: z.object({ reason }), response: proposalSchema, errors: ["proposals/closed"] },
} as const satisfies ContractOf<typeof proposalsRoutes>;
