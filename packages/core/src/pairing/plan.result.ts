import type { GoalOrder } from "./goals.ts";
import type { ColumnarRoundInput, GoalKind, RoundInput, RuleId } from "./plan.input.ts";

/** A group: two to eight people, or one and those they have across a bridge, who then come first. */
export interface PlannedGroup<Name> {
  members: Name[];
  /** For each two of them, goal by goal in their order: how good it is. */
  reasons: Reason<Name>[];
}

/** How good two people are for one goal. */
export interface Reason<Name> {
  goal: GoalKind;
  between: [Name, Name];
  /**
   * `repeats`: 1 for a repeat. `least-met`: how often they met. `oldest`: so many rounds ago, `null` for never. `overlap`: common minutes of the
   * week. `mix`: how many attributes differ. `newcomers`: 1 unless both are new. `burden`: 1 where they can meet within the hours of both.
   */
  value: number | null;
  /** The best it can be for any two. */
  best: number | null;
  /** For `mix`: which. */
  attributes?: string[];
}

/** Why somebody has no group. */
export type UnplacedReason =
  /** They do not take part now. */
  | "paused" | "snoozed"
  /** Nobody else takes part. */
  | "alone"
  /** Whoever is left may not meet them, or was needed by others: `rules` says which rules stand in between. */
  | "no-allowed-partner"
  /** On neither side of the bridge. */
  | "no-cohort"
  /** Nobody takes part on the other side. */
  | "cohort-empty"
  /** Those of the other side have all they can. */
  | "no-room"
  /** There are more of `one` than of `many`. */
  | "spare";

export interface Unplaced<Name> {
  member: Name;
  reason: UnplacedReason;
  /** For `no-allowed-partner`: the rules that forbid one or more of the others. */
  rules?: RuleId[];
}

/**
 * Proof that no other way to pair these people weighs more. Of an odd number, these are the others beside the three; that no other three are
 * better was found by trying, and is not in it.
 */
export interface Proof {
  value: number;
  /** What nothing can weigh more than: from the prices alone, so it can be checked without trusting how they were found. */
  bound: number;
  /** `bound - value`: 0 is proved. */
  gap: number;
  /** Rules forbid; else breaking one is dear, and the proof also says that no fewer can be broken. */
  forbids: boolean;
  /** Who was paired: numbers of those who take part, in the order of their names. */
  people: number[];
  /** In quarters, for each of these: two together never cost less than four times their weight. */
  prices: number[];
  /** Added to the prices of any two of `members`, which are places in `people`. */
  blossoms: { members: number[]; price: number }[];
}

/** Whole numbers only: shares are for whoever shows them. */
export interface RoundMetrics {
  /** Who takes part, and who has a group. */
  people: number;
  placed: number;
  /** Two of a group, counted once. */
  pairs: number;
  /** Pairs who met before, in the window of the goal. */
  repeats: number;
  /** The least there can be in this round; `null` where that is not proved. */
  unavoidableRepeats: number | null;
  /** Different people each one has met, this round included, of those who take part. */
  partners: Spread;
  /** Pairs of all that take part who have never met, this round included. */
  neverMet: number;
  /** Groups of more than two: how many now, how often each person was in one, and after how many rounds it came to one of these again. */
  trios: { now: number; times: Spread; soonest: number | null };
  /** Common minutes of the pairs; `null` where hours are not known. */
  overlap: Spread | null;
  /** Pairs with too little in common to meet within the hours of both. */
  outOfHours: number;
  /** Minutes each has met outside their hours so far, as handed in. */
  burden: Spread;
  /** Pairs that differ, by attribute of the goal `mix`. */
  mixed: Record<string, number>;
  /** Pairs of two newcomers. */
  newcomerPairs: number;
  unplaced: Partial<Record<UnplacedReason, number>>;
}

export interface Spread {
  min: number;
  median: number;
  max: number;
}

interface RoundCommon<Name> {
  version: "pairing/1";
  seed: string;
  round: number;
  /** How it was found: `exact` has the proof. */
  algorithm: "exact" | "trio" | "blocks" | "groups" | "bridge" | "none";
  unplaced: Unplaced<Name>[];
  /** Rules that were broken because `infeasible` allows it, and for whom. */
  relaxed: { rule: RuleId; pairs: [Name, Name][] }[];
  metrics: RoundMetrics;
  /** For pairs, up to the exact size; of an odd number up to 101, and where all trios that could be better were tried. */
  proof: Proof | null;
  /** How the goals counted. */
  order: GoalOrder[];
  /** Of all that went in, in any order: equal for equal inputs. */
  inputHash: string;
}

export interface PlannedRound extends RoundCommon<string> {
  groups: PlannedGroup<string>[];
  /**
   * What it was made from, for `explain`. Not enumerable, so that neither JSON nor a copy has it: with a result that was stored, give it again,
   * as `explain({ ...stored, input }, a, b)`.
   */
  readonly input: RoundInput;
}

export interface ColumnarPlannedRound extends RoundCommon<number> {
  /** Group g has the rows `members[starts[g]]` up to `members[starts[g + 1] - 1]`. Reasons are by `explain`. */
  groups: { starts: Int32Array; members: Int32Array };
  readonly input: ColumnarRoundInput;
}
