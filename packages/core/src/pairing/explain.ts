import type { GoalOrder } from "./goals.ts";
import { inputHashOf } from "./inputHash.ts";
import { lossOfForcing } from "./matching.ts";
import { exactBudget } from "./pairs.ts";
import { planErrors } from "./plan.errors.ts";
import type { ColumnarRoundInput, RoundInput, RuleId } from "./plan.input.ts";
import type { ColumnarPlannedRound, PlannedRound, Proof, Reason, Unplaced } from "./plan.result.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { reasonsFor } from "./reasons.ts";

/** Why two people meet in a round, or why not. */
export interface Explanation<Name> {
  together: boolean;
  /** How good the two are, goal by goal. */
  reasons: Reason<Name>[];
  /** Rules that the two break: they keep them apart, or were relaxed for them. */
  rules: RuleId[];
  /** Whoever of the two has no group, and why. */
  unplaced: Unplaced<Name>[];
  /**
   * What the best round with the two together would lose, at least: of an odd number, one with the same three. `null` where they are together, break
   * a rule, one of them is of the three, or there is no proof.
   */
  loss: {
    /** In the weights of this round. */
    atLeast: number;
    /** This goal, or one before it, would come out worse; `chance` where it need not be a goal. */
    goal: GoalOrder["goal"];
  } | null;
}

/**
 * Why these two are together, or why they are not: from the input, and from the prices of the proof; nothing is planned again. A result that
 * was stored needs its input beside it: `explain({ ...stored, input }, a, b)`.
 *
 * Throws `pairing/other_input` where the input is not the one of the round, `pairing/invalid_input` for somebody who is not in it.
 */
export function explain(result: PlannedRound, a: string, b: string): Explanation<string>;
export function explain(result: ColumnarPlannedRound, a: number, b: number): Explanation<number>;
export function explain(result: PlannedRound | ColumnarPlannedRound, a: string | number, b: string | number): Explanation<string> | Explanation<number> {
  const input = result.input as RoundInput | ColumnarRoundInput | undefined;
  const prepared = input && prepare(input);
  if (!prepared || inputHashOf(prepared, input.rules ?? []) !== result.inputHash) {
    throw planErrors.otherInput("The round was planned from another input. Give that one: explain({ ...stored, input }, a, b).");
  }
  const [x, y] = [rowOf(prepared, a), rowOf(prepared, b)];
  const bits = prepared.rules.broken(x, y);
  const together = areTogether(result, a, b);
  return {
    together,
    reasons: reasonsFor(prepared, x, y) as Reason<string>[],
    rules: prepared.rules.idsOf(bits, x, y),
    unplaced: (result.unplaced as Unplaced<string>[]).filter(({ member }) => member === a || member === b),
    loss: together || bits !== 0 || !result.proof ? null : lossOf(prepared, result.proof, x, y),
  };
}

function rowOf({ roster }: Prepared, name: string | number): number {
  const row = roster.names.rowOf(name);
  if (row === undefined) throw planErrors.invalid(`"${name}" is not in this round.`);
  return row;
}

function areTogether({ groups }: PlannedRound | ColumnarPlannedRound, a: string | number, b: string | number): boolean {
  if (Array.isArray(groups)) return groups.some(({ members }) => members.includes(a as string) && members.includes(b as string));
  const [x, y] = [groups.members.indexOf(a as number), groups.members.indexOf(b as number)];
  return x >= 0 && y >= 0 && !groups.starts.some((start) => start > Math.min(x, y) && start <= Math.max(x, y));
}

function lossOf({ roster, weights }: Prepared, proof: Proof, a: number, b: number): Explanation<string>["loss"] {
  const [i, j] = [roster.rows.indexOf(a), roster.rows.indexOf(b)];
  const [x, y] = [proof.people.indexOf(i), proof.people.indexOf(j)];
  if (x < 0 || y < 0 || x === y) return null;
  const { weight, order, worth } = weights(exactBudget(roster.count, proof.forbids));
  const matching = { y: Float64Array.from(proof.prices), blossoms: proof.blossoms.map(({ members, price }) => ({ members: Int32Array.from(members), z: price })) };
  const atLeast = Math.ceil(lossOfForcing(matching, x, y, weight(i, j)));
  // A strict goal's step is more than all goals after it can make up for together.
  const goal = order.find(({ goal: name, strict }) => strict && atLeast >= worth[name]! && worth[name]! > 0);
  return { atLeast, goal: goal?.goal ?? "chance" };
}
