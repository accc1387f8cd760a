import * as z from "zod";
import { memberRefSchema, workingHoursSchema } from "../members/members.schema.ts";
import { happenedSchema, idSchema, instantSchema, localDateSchema, localTimeSchema } from "../shared/schema.ts";

/** Who a program is for: the members of a channel or of a group, who may stay away, or whoever joins. Guests only where they are in the channel. */
export const programAudienceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("channel"), channelId: idSchema("chn") }),
  z.object({ kind: z.literal("group"), groupId: idSchema("grp") }),
  z.object({ kind: z.literal("opt_in") }),
]);

/**
 * - `within`: anybody with anybody
 * - `cross_team`: nobody with somebody of their own team; `teams` says which groups are teams
 * - `bridge`: each mentee with a mentor; `bridge` says who is which
 */
export const programKindSchema = z.enum(["within", "cross_team", "bridge"]);

/** The members of two groups who meet across, each of `mentees` with one of `mentors`. */
export const bridgeSchema = z.object({ mentorsId: idSchema("grp"), menteesId: idSchema("grp"), menteesPerMentor: z.number().int().min(1).max(7) });

/** When rounds begin: every so many weeks on a weekday (Monday is 1) at a time of the program's zone, on or after a day. */
export const programCadenceSchema = z.object({
  everyWeeks: z.number().int().min(1).max(26),
  weekday: z.number().int().min(1).max(7),
  time: localTimeSchema,
  timeZone: z.string().min(1).max(64),
  startsOn: localDateSchema,
});

export const programSizeSchema = z.object({
  target: z.number().int().min(2).max(8),
  /** Where both are as near to the target: fewer, larger groups, or more, smaller ones. */
  remainder: z.enum(["larger", "smaller"]),
});

export const programRulesSchema = z.object({
  /** What two of a group have in common of their working hours in the week of the round, at the least; 0 for no such rule. */
  minOverlapMinutes: z.number().int().min(0).max(2400),
  /** What becomes of those for whom the rules leave nobody: they sit out and are told why, or the rules give way for as few as possible. */
  infeasible: z.enum(["unplaced", "relax"]),
});

/** What makes one round better than another; most important first. */
export const programGoalSchema = z.enum(["repeats", "least-met", "oldest", "overlap", "mix", "newcomers", "burden"]);

export const promptKindSchema = z.enum(["not_about_work", "light", "deeper"]);

/** What groups are given to talk about. */
export const programPromptsSchema = z.object({
  kinds: z.array(promptKindSchema).max(3),
  /** How many; 0 for none. */
  count: z.number().int().min(0).max(5),
  language: z.string().min(2).max(35),
  /** The host's own questions, beside ours. */
  own: z.array(z.string().trim().min(1).max(300)).max(200),
});

/** Not for now: the next round alone, until a day of the member's calendar (on which they are back), or until they say otherwise. */
export const pairingPauseSchema = z.discriminatedUnion("kind", [z.object({ kind: z.literal("next") }), z.object({ kind: z.literal("until"), date: localDateSchema }), z.object({ kind: z.literal("always") })]);

/** The asking member's own side of a program. */
export const programMembershipSchema = z.object({
  /** In its audience, and not gone from it. */
  takesPart: z.boolean(),
  pause: pairingPauseSchema.nullable(),
  /** Nothing was heard of them for three rounds. `asked`: whether they still want to; `paused`: they did not say so since. */
  quiet: z.enum(["asked", "paused"]).nullable(),
});

export const programStateSchema = z.enum(["running", "paused", "ended"]);

export const programSchema = z.object({
  id: idSchema("prg"),
  name: z.string(),
  description: z.string(),
  audience: programAudienceSchema,
  kind: programKindSchema,
  teams: z.array(idSchema("grp")),
  bridge: bridgeSchema.nullable(),
  cadence: programCadenceSchema,
  size: programSizeSchema,
  rules: programRulesSchema,
  goals: z.array(programGoalSchema),
  prompts: programPromptsSchema,
  meetingMinutes: z.number().int(),
  state: programStateSchema,
  /** Who made it, and looks after it. */
  host: memberRefSchema,
  /** `null` while none will come. */
  nextRoundAt: instantSchema.nullable(),
  rounds: z.number().int(),
  createdAt: instantSchema,
  version: z.number().int(),
  me: programMembershipSchema,
  can: z.object({ manage: z.boolean(), join: z.boolean() }),
});

/** Somebody in a program, as its host sees them. */
export const programMemberSchema = z.object({
  member: memberRefSchema,
  pause: pairingPauseSchema.nullable(),
  quiet: z.enum(["asked", "paused"]).nullable(),
  /** Why they would not be in the next round: `snoozed` until a day or for one round. */
  out: z.enum(["paused", "snoozed"]).nullable(),
});

/** What a member wants of every program. */
export const pairingPreferencesSchema = z.object({
  /** When they would meet; their working hours where it is `null`. */
  hours: workingHoursSchema.nullable(),
  /** Topics of questions that they like, and that they would rather not talk about. */
  likedTopics: z.array(z.string().trim().min(1).max(60)).max(50),
  avoidedTopics: z.array(z.string().trim().min(1).max(60)).max(50),
  /** From all programs. */
  pause: pairingPauseSchema.nullable(),
});

/** Two who are never put together. Seen by who wrote it down, and by owners. */
export const neverPairSchema = z.object({ members: z.tuple([memberRefSchema, memberRefSchema]), reason: z.string().nullable(), noted: happenedSchema });

export type ProgramAudience = z.infer<typeof programAudienceSchema>;
export type ProgramKind = z.infer<typeof programKindSchema>;
export type ProgramCadence = z.infer<typeof programCadenceSchema>;
export type ProgramGoal = z.infer<typeof programGoalSchema>;
export type ProgramRules = z.infer<typeof programRulesSchema>;
export type ProgramPrompts = z.infer<typeof programPromptsSchema>;
export type PairingPause = z.infer<typeof pairingPauseSchema>;
export type ProgramMembership = z.infer<typeof programMembershipSchema>;
export type ProgramState = z.infer<typeof programStateSchema>;
export type Program = z.infer<typeof programSchema>;
export type ProgramMember = z.infer<typeof programMemberSchema>;
export type PairingPreferences = z.infer<typeof pairingPreferencesSchema>;
export type NeverPair = z.infer<typeof neverPairSchema>;

