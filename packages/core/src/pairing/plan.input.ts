import type { HistoryColumns, HistoryIndex } from "./history.ts";
import type { WeekMask } from "./overlap.ts";
import type { GroupSize } from "./sizes.ts";

/** Somebody who takes part. All that is optional counts as absent or zero where it is missing. */
export interface Person {
  id: string;
  /** Not in this round, and why: for good or until they say so, or until a date. */
  out?: "paused" | "snoozed" | undefined;
  /** Their side of a bridge, such as `mentor`. */
  cohort?: string | undefined;
  /** What rules and goals compare, such as `{ team: "design" }`. One that is missing is like no other's, and like nobody else's missing one. */
  attributes?: Readonly<Record<string, string>> | undefined;
  newcomer?: boolean | undefined;
  /** When they work in the week of the round (`weekMasks`). Without it they are taken to have every hour in common with everybody. */
  hours?: WeekMask | undefined;
  /** Minutes they have met outside their hours so far. Whoever bore more is spared first. */
  burden?: number | undefined;
}

/**
 * Many people as typed arrays of one length, for 100,000 and more. A person is the number of their row, in the input and in the result, so the
 * order of rows is part of the input.
 */
export interface PeopleColumns {
  count: number;
  /** 1 is paused, 2 snoozed. */
  out?: Uint8Array | undefined;
  /** 1 and 2 are the two sides of a bridge, in the order in which the rule names them; 0 is neither. */
  cohort?: Uint8Array | undefined;
  /** By name: a number for each value, 0 where it is missing. */
  attributes?: Readonly<Record<string, Int32Array>> | undefined;
  /** 1 is new. */
  newcomer?: Uint8Array | undefined;
  /** Distinct week masks, one after another, and which of them each person has. */
  hours?: { masks: Uint32Array; of: Uint16Array | Int32Array } | undefined;
  burden?: Int32Array | undefined;
}

/** What is never broken, except as `infeasible` says. */
export type Rule =
  /** These never meet. Cannot be relaxed. */
  | { kind: "never"; pairs: readonly (readonly [string, string])[] | readonly (readonly [number, number])[] }
  /** At least so many minutes of the week in common. */
  | { kind: "overlap"; minutes: number }
  /** Not two with the same value, such as two of one team or under one manager. */
  | { kind: "differ"; attribute: string }
  /**
   * Two sides that meet across, such as mentors and mentees: everybody of `many` has one of `one`, who has at most `capacity` (7) of them, and as
   * many as the others have, or one more. The size of groups follows from it. Cannot be relaxed.
   */
  | { kind: "bridge"; one: string; many: string; capacity?: number };

/** What `infeasible` and a result call a rule: its kind, with the attribute for `differ`. */
export type RuleId = "never" | "overlap" | "bridge" | `differ:${string}`;

/** What makes one round better than another, most important first in the list. After the last goal comes chance. */
export type Goal =
  /** As few as possible who met within the last `window` rounds; without it, ever. */
  | { kind: "repeats"; window?: number }
  /** Who met less often, first. */
  | { kind: "least-met" }
  /** Who met longer ago, first. */
  | { kind: "oldest" }
  /** Common working minutes in the week; more than `cap` (240) is no better. */
  | { kind: "overlap"; cap?: number }
  /** Different values of these attributes, at most four; the first counts as much as all after it. */
  | { kind: "mix"; attributes: readonly string[] }
  /** Newcomers meet old hands rather than each other. */
  | { kind: "newcomers" }
  /** With fewer than `minutes` (30) in common one has to meet out of hours: not those who did so before. */
  | { kind: "burden"; minutes?: number };

export type GoalKind = Goal["kind"];

/** How much is tried, counted in operations and never in time, so that it is the same everywhere. */
export interface Effort {
  /** Pairs among so many people are found exactly; at most 2000. 1000 unless told. */
  exactMax?: number;
  /** How many people are looked at together above that: 64 for pairs (32 from 500,000 people), 96 for groups. */
  block?: number;
  /** How often larger groups are shaken and searched again: 200 up to 512 people, 10 above. */
  kicks?: number;
}

interface RoundSettings {
  /** Of the algorithm. The same input and version give the same bytes. */
  version: "pairing/1";
  /** Chance: another seed is another draw. Store it with the round. */
  seed: string;
  /** The number of the round; only rounds before it count as history. */
  round: number;
  size: GroupSize;
  /** None unless told. */
  rules?: readonly Rule[];
  /** `defaultGoals` unless told. */
  goals?: readonly Goal[];
  /**
   * Where rules leave somebody without a group: they stay unplaced, with the reason; or rules are relaxed, the first of the list first, for as
   * few as possible, and whoever is still without a group is unplaced. `unplaced` unless told.
   */
  infeasible?: "unplaced" | { relax: readonly RuleId[] };
  effort?: Effort;
}

export interface RoundInput extends RoundSettings {
  /** In any order. */
  people: readonly Person[];
  history?: HistoryIndex;
}

export interface ColumnarRoundInput extends RoundSettings {
  columns: PeopleColumns;
  history?: HistoryColumns;
}

/** What to look for where nothing else was said. */
export const defaultGoals: readonly Goal[] = [{ kind: "repeats" }, { kind: "least-met" }, { kind: "oldest" }, { kind: "overlap" }, { kind: "newcomers" }, { kind: "burden" }];
