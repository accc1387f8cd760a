import type { GoalOrder } from "./goals.ts";
import type { PlannedRound, Proof, UnplacedReason } from "./plan.result.ts";

/** Groups as numbers or rows: group g is `members[starts[g]]` up to the next start. */
export interface Grouping {
  starts: Int32Array;
  members: Int32Array;
}

/** Lists as one. */
export function groupingOf(groups: readonly (readonly number[])[]): Grouping {
  const starts = new Int32Array(groups.length + 1);
  for (const [at, { length }] of groups.entries()) starts[at + 1] = starts[at]! + length;
  return { starts, members: Int32Array.from(groups.flat()) };
}

/** Calls with every two rows of a group, once. */
export function eachPair({ starts, members }: Grouping, see: (a: number, b: number) => void): void {
  for (let group = 0; group + 1 < starts.length; group++) {
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      for (let to = at + 1; to < starts[group + 1]!; to++) see(members[at]!, members[to]!);
    }
  }
}

/** Who is with whom, by number, before anybody is taken out. */
export interface Arrangement {
  grouping: Grouping;
  /** Whoever is in no group from the start. */
  left: { number: number; reason: UnplacedReason }[];
  algorithm: PlannedRound["algorithm"];
  order: GoalOrder[];
  proof: Proof | null;
}
