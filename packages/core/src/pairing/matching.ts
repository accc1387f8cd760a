import { assign } from "./assignment.ts";
import { matchTheRest, type Blossom } from "./blossoms.ts";
import { checkWeight, largestWeight, matchingErrors } from "./matching.errors.ts";

/** Everybody in pairs. */
export interface Matching {
  /** The mate of each person; `mate[mate[i]] === i`. */
  mate: Int32Array;
  /** The sum of the weights of the pairs. */
  value: number;
  /** What no set of pairs can be worth more than, from the prices: equal to `value`, which proves that there is no better one. */
  bound: number;
}

/** A matching with its prices, in quarters of a weight, so that all of them are whole numbers. */
export interface ProvedMatching extends Matching {
  /** A price per person: `y[i] + y[j] + (z of the blossoms that hold both) >= 4 * weight(i, j)` for all pairs. */
  y: Float64Array;
  blossoms: Blossom[];
}

/** The weight of the pair i, j, asked for with i < j: a whole number, `-Infinity` where they may not be paired. */
export type Weight = (i: number, j: number) => number;

/** The most that are matched at once: what is kept of their pairs takes n² × 12 bytes. */
const MOST_PEOPLE = 8192;

/**
 * Pairs n people so that the sum of weights is as large as it can be, exactly and with proof. A pair that may not be is never made.
 * `null` where not everybody can have a mate, so for each odd n; nobody (n = 0) is matched with value 0. O(n³) time, O(n²) memory.
 *
 * The same input gives the same pairs in every engine: all arithmetic is on whole numbers that doubles hold exactly.
 *
 * @throws `pairing/invalid_count` where n is no whole number from 0 to 8192, `pairing/invalid_weight` where a weight is neither a whole
 * number nor `-Infinity`, `pairing/weight_too_large` where `4 * n * |weight|` is 2⁵³ or more, or where the prices come to be.
 *
 * @example
 * const met = new Set(["0,1"]);
 * maxWeightPerfectMatching(4, (i, j) => (met.has(`${i},${j}`) ? -Infinity : j - i))?.value; // 4: 0 with 2, 1 with 3
 */
export function maxWeightPerfectMatching(n: number, weight: Weight): Matching | null {
  const proved = provedMatching(n, weight);
  return proved && { mate: proved.mate, value: proved.value, bound: proved.bound };
}

/** {@link maxWeightPerfectMatching} with its prices. `room` is for many in turn: at least n² numbers, overwritten. */
export function provedMatching(n: number, weight: Weight, room?: Float64Array): ProvedMatching | null {
  if (!Number.isInteger(n) || n < 0 || n > MOST_PEOPLE) {
    throw matchingErrors.invalidCount(`Cannot match ${String(n)} people. Give a whole number from 0 to ${MOST_PEOPLE}, and match more than that in blocks.`);
  }
  if (n % 2 === 1) return null;
  // Four times the weights: halved twice on the way, they stay whole.
  const quarters = room ?? new Float64Array(n * n);
  fillQuarters(n, weight, quarters);

  // Each person once as a row and once as a column: the best assignment is the best way to put people on even cycles, odd cycles and pairs.
  const start = assign(n, quarters);
  if (start === null) return null;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) y[i] = (start.rowPrice[i]! + start.columnPrice[i]!) / 2;
  const mate = matesAlong(start.columnOf);
  const blossoms = matchTheRest(n, quarters, y, mate);
  if (blossoms === null) return null;

  let value = 0;
  let bound = 0;
  for (let i = 0; i < n; i++) {
    const j = mate[i]!;
    if (j < i) continue;
    value += quarters[i * n + j]! / 4;
    bound += y[i]! + y[j]!;
  }
  for (const { members, z } of blossoms) bound += z * ((members.length - 1) / 2);
  return { mate, value, bound: bound / 4, y, blossoms };
}

/**
 * At least this much is lost where two people are paired who are not: the best matching with them in it is worth no more than the best of
 * all less this. `weight` is that of their pair.
 */
export function lossOfForcing({ y, blossoms }: Pick<ProvedMatching, "y" | "blossoms">, i: number, j: number, weight: number): number {
  let quarters = y[i]! + y[j]!;
  for (const { members, z } of blossoms) if (members.includes(i) && members.includes(j)) quarters += z;
  return quarters / 4 - weight;
}

/** Pairs neighbours along each cycle of a permutation; of an odd cycle one is left. */
function matesAlong(next: Int32Array): Int32Array {
  const mate = new Int32Array(next.length).fill(-1);
  const seen = new Uint8Array(next.length);
  for (let first = 0; first < next.length; first++) {
    for (let i = first; seen[i] === 0; ) {
      const j = next[i]!;
      seen[i] = 1;
      if (seen[j] !== 0) break;
      seen[j] = 1;
      mate[i] = j;
      mate[j] = i;
      i = next[j]!;
    }
  }
  return mate;
}

function fillQuarters(n: number, weight: Weight, quarters: Float64Array): void {
  const largest = largestWeight(n);
  for (let i = 0; i < n; i++) {
    quarters[i * n + i] = -Infinity;
    for (let j = i + 1; j < n; j++) {
      const given = weight(i, j);
      checkWeight(given, largest, i, j);
      quarters[i * n + j] = quarters[j * n + i] = 4 * given;
    }
  }
}
