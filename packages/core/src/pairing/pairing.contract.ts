import * as z from "zod";
import type { ContractOf } from "../shared/contract.ts";
import { hostIdSchema, idSchema, instantSchema, lineSchema, pageQuerySchema, pageSchema, urlSchema } from "../shared/schema.ts";
import type { pairingsRoutes, programsRoutes, roundsRoutes } from "./pairing.routes.ts";
import { metSchema, pairExplanationSchema, pairingSchema, programResultsSchema, roundPreviewSchema, roundSchema, roundSummarySchema, roundVerificationSchema } from "./pairing.rounds.schema.ts";
import {
  bridgeSchema, neverPairSchema, pairingPauseSchema, pairingPreferencesSchema, programAudienceSchema, programCadenceSchema, programGoalSchema, programKindSchema,
  programMemberSchema, programPromptsSchema, programRulesSchema, programSchema, programSizeSchema, programStateSchema,
} from "./pairing.schema.ts";

const programParams = z.object({ programId: idSchema("prg") });
const roundParams = z.object({ roundId: idSchema("rnd") });
const pairingParams = z.object({ pairingId: idSchema("pair") });
const reason = z.string().trim().min(1).max(2000);

const settings = {
  name: lineSchema(100),
  description: z.string().trim().max(1000),
  kind: programKindSchema,
  /** Groups that count as teams. */
  teams: z.array(idSchema("grp")).max(200),
  bridge: bridgeSchema.nullable(),
  cadence: programCadenceSchema,
  size: programSizeSchema,
  rules: programRulesSchema,
  goals: z.array(programGoalSchema).max(7),
  prompts: programPromptsSchema,
  meetingMinutes: z.number().int().min(10).max(240),
};

const refused = ["members/unknown_time_zone", "programs/incomplete", "programs/unknown_group"];

export const programsContract = {
  list: {
    summary: "Programs that the member may see, by name",
    query: pageQuerySchema.extend({ state: programStateSchema.optional() }),
    response: pageSchema(programSchema),
  },
  get: { summary: "One program, with the member's own side of it", params: programParams, response: programSchema },
  create: {
    summary: "Begin a program; whoever begins it looks after it",
    body: z.object({
      id: idSchema("prg").optional(),
      name: settings.name,
      description: settings.description.default(""),
      audience: programAudienceSchema,
      kind: settings.kind.default("within"),
      teams: settings.teams.default([]),
      bridge: settings.bridge.default(null),
      cadence: settings.cadence,
      size: settings.size.default({ target: 2, remainder: "larger" }),
      rules: settings.rules.default({ minOverlapMinutes: 0, infeasible: "relax" }),
      goals: settings.goals.default(["repeats", "least-met", "oldest", "newcomers", "burden", "overlap"]),
      prompts: settings.prompts.default({ kinds: ["not_about_work", "light", "deeper"], count: 3, language: "en", own: [] }),
      meetingMinutes: settings.meetingMinutes.default(30),
    }),
    response: programSchema,
    errors: refused,
  },
  update: {
    summary: "Change a program, pause it, or end it; what was drawn stays as it is",
    params: programParams,
    body: z.object({ ...z.object(settings).partial().shape, state: programStateSchema.optional() }),
    response: programSchema,
    errors: [...refused, "programs/ended"],
  },
  setMembership: {
    summary: "Join or leave a program, or pause; it also says that one is still there",
    params: programParams,
    body: z.object({ takesPart: z.boolean().optional(), pause: pairingPauseSchema.nullable().optional() }),
    response: programSchema,
    errors: ["programs/ended", "programs/not_for_you"],
  },
  listMembers: { summary: "Who takes part, by name, with who would not be in the next round (who looks after it)", params: programParams, query: pageQuerySchema, response: pageSchema(programMemberSchema) },
  preview: {
    summary: "The next round as it would be now (who looks after it)",
    params: programParams,
    query: z.object({
      /** Two members, to be told why they are together or not; both or neither. */
      memberId: hostIdSchema.optional(),
      otherId: hostIdSchema.optional(),
    }),
    response: roundPreviewSchema.extend({ explanation: pairExplanationSchema.nullable() }),
    errors: ["rounds/none_coming", "rounds/not_in_it"],
  },
  results: {
    summary: "What came of it, in numbers that tell of nobody (who looks after it)",
    params: programParams,
    query: z.object({
      /** The last so many rounds. */
      rounds: z.number().int().min(1).max(104).default(26),
    }),
    response: programResultsSchema,
  },
} as const satisfies ContractOf<typeof programsRoutes>;

export const roundsContract = {
  list: { summary: "Rounds of a program, newest first, and every draw of them", params: programParams, query: pageQuerySchema, response: pageSchema(roundSummarySchema) },
  get: { summary: "One round; all of its groups for who looks after the program, else one's own", params: roundParams, response: roundSchema },
  redraw: {
    summary: "Draw a round again, and say why; who stays together keeps their thread (who looks after it)",
    params: roundParams,
    body: z.object({ reason }),
    response: roundSchema,
    errors: ["rounds/replaced", "rounds/under_way"],
  },
  verify: {
    summary: "Make a round again from what is kept of it, and compare",
    params: roundParams,
    query: z.object({ withInput: z.boolean().default(false) }),
    response: roundVerificationSchema,
  },
  explain: {
    summary: "Why two were put together, or why not (who looks after it)",
    params: roundParams,
    query: z.object({ memberId: hostIdSchema, otherId: hostIdSchema }),
    response: pairExplanationSchema,
    errors: ["rounds/not_in_it"],
  },
} as const satisfies ContractOf<typeof roundsRoutes>;

export const pairingsContract = {
  list: {
    summary: "With whom the member was to meet, newest first",
    query: pageQuerySchema.extend({
      programId: idSchema("prg").optional(),
      threadId: idSchema("thr").optional(),
      /** Not over, and not answered by the asking member. */
      open: z.boolean().optional(),
      limit: z.number().int().min(1).max(40).default(10),
    }),
    response: pageSchema(pairingSchema),
  },
  get: { summary: "One of them", params: pairingParams, response: pairingSchema },
  setMeeting: {
    summary: "Take a time for the meeting, or with null none",
    params: pairingParams,
    body: z.object({ from: instantSchema.nullable() }),
    response: pairingSchema,
    errors: ["pairings/replaced"],
  },
  answer: {
    summary: "Say whether one met",
    params: pairingParams,
    body: z.object({ met: metSchema, note: z.string().trim().max(2000).nullable().default(null), pictureUrl: urlSchema.nullable().default(null) }),
    response: pairingSchema,
    errors: ["pairings/replaced"],
  },
  getPreferences: { summary: "What the member wants of every program", response: pairingPreferencesSchema },
  setPreferences: { summary: "Change hours, topics, or the pause from all programs", body: pairingPreferencesSchema.partial(), response: pairingPreferencesSchema },
  listNever: { summary: "Who is never put together: what the member wrote down, and for owners all of it", query: pageQuerySchema, response: pageSchema(neverPairSchema) },
  setNever: {
    summary: "Keep two apart, or no longer: oneself and somebody else, for owners any two. Neither of them is told",
    body: z.object({ memberIds: z.tuple([hostIdSchema, hostIdSchema]), never: z.boolean(), reason: z.string().trim().max(500).nullable().default(null) }),
    response: null,
    errors: ["members/unknown_member"],
  },
} as const satisfies ContractOf<typeof pairingsRoutes>;
