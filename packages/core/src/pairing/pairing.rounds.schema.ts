import * as z from "zod";
import { memberRefSchema } from "../members/members.schema.ts";
import { happenedSchema, hostIdSchema, idSchema, instantSchema, localDateSchema, localTimeSchema, urlSchema } from "../shared/schema.ts";
import { programGoalSchema, promptKindSchema } from "./pairing.schema.ts";

/**
 * How good two of a group are for one of the program's goals, beside the best that any two could be. `repeats`: 1 for a repeat. `least-met`: how often
 * they met. `oldest`: so many rounds ago, `null` for never. `overlap`: common minutes of the week. `mix`: 1 where their teams differ. `newcomers`:
 * 1 unless both are new. `burden`: 1 where they can meet within the hours of both.
 */
export const pairingReasonSchema = z.object({
  goal: programGoalSchema,
  between: z.tuple([hostIdSchema, hostIdSchema]),
  value: z.number().nullable(),
  best: z.number().nullable(),
});

/** A rule of a round: `never`, `overlap`, `bridge`, `differ:team`. Whom somebody is kept apart from is told to owners alone. */
export const roundRuleSchema = z.string();

/**
 * Somebody who took part and has no group, and why: `paused` or `snoozed`; `alone`; `no-allowed-partner`, where `rules` says which stand between;
 * across a bridge `no-cohort` (on neither side), `cohort-empty` (nobody on the other), `no-room` (they have all they can), `spare` (nobody is left for them).
 */
export const unplacedSchema = z.object({
  member: memberRefSchema,
  reason: z.enum(["paused", "snoozed", "alone", "no-allowed-partner", "no-cohort", "cohort-empty", "no-room", "spare"]),
  rules: z.array(roundRuleSchema),
});

/** The proof that no better round was possible: what this one is worth, and what none can exceed; a `gap` of 0 is proved. */
export const roundProofSchema = z.object({ value: z.number(), bound: z.number(), gap: z.number() });

const spread = z.object({ min: z.number(), median: z.number(), max: z.number() });

/** What a round is like. Pairs are two of a group, counted once. */
export const roundMetricsSchema = z.object({
  people: z.number().int(),
  placed: z.number().int(),
  pairs: z.number().int(),
  /** Pairs who met before, and the least that there can be; `null` where that is not proved. */
  repeats: z.number().int(),
  unavoidableRepeats: z.number().int().nullable(),
  /** Different people each one has met, of those who take part. */
  partners: spread,
  /** Pairs of all who take part that have never met. */
  neverMet: z.number().int(),
  /** Groups of more than two, how often each person was in one, and after how many rounds it came to one of these again. */
  trios: z.object({ now: z.number().int(), times: spread, soonest: z.number().int().nullable() }),
  /** Common working minutes of the week. */
  overlap: spread.nullable(),
  /** Pairs with too little in common to meet within the hours of both. */
  outOfHours: z.number().int(),
  /** Minutes outside their hours that each has had so far. */
  burden: spread,
  /** Pairs of different teams, as `team`, where that is a goal. */
  mixed: z.record(z.string(), z.number().int()),
  newcomerPairs: z.number().int(),
  unplaced: z.record(z.string(), z.number().int()),
});

/** A rule that gave way, and for which two. */
export const relaxedRuleSchema = z.object({ rule: roundRuleSchema, pairs: z.array(z.tuple([memberRefSchema, memberRefSchema])) });

/** Those who meet, as the round has them. */
export const roundGroupSchema = z.object({ pairingId: idSchema("pair").nullable(), members: z.array(memberRefSchema), reasons: z.array(pairingReasonSchema) });

export const roundSummarySchema = z.object({
  id: idSchema("rnd"),
  programId: idSchema("prg"),
  /** 1, 2, 3 … in the program. */
  number: z.number().int(),
  /** 1, and one more each time it was drawn again. */
  draw: z.number().int(),
  /** When it was to begin, and when it was drawn: later where the server was down. */
  plannedFor: instantSchema,
  drawnAt: instantSchema,
  /** When the next one begins, as planned. */
  endsAt: instantSchema,
  placed: z.number().int(),
  unplaced: z.number().int(),
  /** Another draw took its place, and why. */
  replaced: happenedSchema.extend({ reason: z.string() }).nullable(),
});

export const roundSchema = roundSummarySchema.extend({
  /** Of the algorithm. Version, seed and input make the round; whoever has them gets the same one. */
  version: z.string(),
  seed: z.string(),
  inputHash: z.string(),
  /** Of groups and unplaced. */
  resultHash: z.string(),
  proof: roundProofSchema.nullable(),
  metrics: roundMetricsSchema,
  /** For who looks after the program; else empty. */
  relaxed: z.array(relaxedRuleSchema),
  /** All of them for who looks after the program; else the asking member's own. */
  groups: z.array(roundGroupSchema),
  out: z.array(unplacedSchema),
  can: z.object({ redraw: z.boolean() }),
});

/** The next round as it would be now. Whoever comes, goes or pauses before it changes it. */
export const roundPreviewSchema = z.object({
  number: z.number().int(),
  plannedFor: instantSchema,
  groups: z.array(roundGroupSchema),
  out: z.array(unplacedSchema),
  metrics: roundMetricsSchema,
  proof: roundProofSchema.nullable(),
  relaxed: z.array(relaxedRuleSchema),
});

/** Why two are together, or what it would cost if they were. */
export const pairExplanationSchema = z.object({
  together: z.boolean(),
  reasons: z.array(pairingReasonSchema),
  /** Rules that the two break: they keep them apart, or gave way for them. */
  rules: z.array(roundRuleSchema),
  /** Whoever of the two has no group. */
  out: z.array(unplacedSchema),
  /**
   * What the best round with the two together would lose, at least, in weights of the round, and the goal that would come out worse, or one before
   * it; `null` where they are together, a rule keeps them apart, or there is no proof.
   */
  loss: z.object({ atLeast: z.number(), goal: z.union([programGoalSchema, z.enum(["trio", "chance"])]) }).nullable(),
});

/** What came of making a round again from what is kept of it. */
export const roundVerificationSchema = z.object({
  /** Everything is as it was. */
  same: z.boolean(),
  /** `false`: this server does not have that version of the algorithm any more, so nothing was compared. */
  known: z.boolean(),
  version: z.string(),
  seed: z.string(),
  inputHash: z.object({ kept: z.string(), now: z.string() }),
  resultHash: z.object({ kept: z.string(), now: z.string() }),
  /** All that the round was made from, for whoever would rather do it themselves: owners alone, where they ask for it. */
  input: z.json().nullable(),
});

export const promptSchema = z.object({ id: z.string(), kind: promptKindSchema.nullable(), topic: z.string().nullable(), text: z.string() });

/** A time for a meeting, and what it means to each of them. */
export const proposedTimeSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  members: z.array(
    z.object({
      id: hostIdSchema,
      /** What their clock shows when it begins. */
      local: z.object({ date: localDateSchema, time: localTimeSchema }),
      timeZone: z.string(),
      /** How many of its minutes are outside their hours. */
      burden: z.number().int(),
    }),
  ),
});

export const metSchema = z.enum(["yes", "rescheduled", "no"]);

/** What somebody said when they were asked whether they met. */
export const metAnswerSchema = z.object({ member: memberRefSchema, met: metSchema, note: z.string().nullable(), pictureUrl: urlSchema.nullable(), at: instantSchema });

/** Some who are to meet: what a member has of a round. */
export const pairingSchema = z.object({
  id: idSchema("pair"),
  program: z.object({ id: idSchema("prg"), name: z.string() }),
  round: z.object({ id: idSchema("rnd"), number: z.number().int(), draw: z.number().int() }),
  threadId: idSchema("thr"),
  members: z.array(memberRefSchema),
  reasons: z.array(pairingReasonSchema),
  prompts: z.array(promptSchema),
  times: z.array(proposedTimeSchema),
  /** The time one of them chose. `sequence` grows with each change, as calendars want it. */
  meeting: z.object({ from: instantSchema, to: instantSchema, by: hostIdSchema }).nullable(),
  sequence: z.number().int(),
  createdAt: instantSchema,
  /** The next round takes over. */
  endsAt: instantSchema,
  /** When they were asked whether they met. */
  askedAt: instantSchema.nullable(),
  /** The round was drawn again, and they are not together any more. */
  replaced: z.boolean(),
  answers: z.array(metAnswerSchema),
  version: z.number().int(),
});

/** A share or an average, and of how many people; `null` where it would tell of fewer than the minimum. */
export const figureSchema = z.object({ value: z.number().nullable(), people: z.number().int().nullable() });

export const programResultsSchema = z.object({
  /** Fewer people than this are never told of. */
  minimum: z.number().int(),
  rounds: z.number().int(),
  /** Of those in the audience, how many were in a group. */
  participation: figureSchema,
  /** Of groups whose round is over or that answered, how many met. */
  met: figureSchema,
  answered: figureSchema,
  /** Of those who were new, how many met somebody within their first month; in whole fives, so that no two readings tell of one person. */
  newcomers: figureSchema,
  /** Of groups, how many are of several teams. `null` in it where the program has no teams. */
  crossTeam: figureSchema,
  /** Minutes outside their hours that the best proposed time asks of somebody, on average, by zone. Zones of fewer people are left out. */
  burden: z.array(z.object({ timeZone: z.string(), minutes: z.number(), people: z.number().int() })),
  /** Of pairs, how many had met before, and different people met: the fewest, the middle, the most of anybody's rounds. */
  repeats: figureSchema,
  partners: z.object({ least: z.number().nullable(), median: z.number().nullable(), most: z.number().nullable(), people: z.number().int().nullable() }),
});

export type PairingReason = z.infer<typeof pairingReasonSchema>;
export type UnplacedMember = z.infer<typeof unplacedSchema>;
export type RoundMetrics = z.infer<typeof roundMetricsSchema>;
export type RelaxedRule = z.infer<typeof relaxedRuleSchema>;
export type RoundGroup = z.infer<typeof roundGroupSchema>;
export type RoundSummary = z.infer<typeof roundSummarySchema>;
export type Round = z.infer<typeof roundSchema>;
export type RoundPreview = z.infer<typeof roundPreviewSchema>;
export type RoundVerification = z.infer<typeof roundVerificationSchema>;
export type PairExplanation = z.infer<typeof pairExplanationSchema>;
export type PairingTime = z.infer<typeof proposedTimeSchema>;
export type Met = z.infer<typeof metSchema>;
export type MetAnswer = z.infer<typeof metAnswerSchema>;
export type Pairing = z.infer<typeof pairingSchema>;
export type Figure = z.infer<typeof figureSchema>;
export type ProgramResults = z.infer<typeof programResultsSchema>;
