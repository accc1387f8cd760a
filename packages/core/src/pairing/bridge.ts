import { assign } from "./assignment.ts";
import { checkWeight, largestWeight, matchingErrors } from "./matching.errors.ts";
import type { Random } from "./random.ts";

/** People of two sides, each of the second with one of the first. */
export interface Bridge {
  /** For each of the second side, whom of the first they have; -1 where all have as many as they can, or only somebody was left who may not be. */
  partnerOf: Int32Array;
  /** The sum of the weights of the pairs. */
  value: number;
  /** What no other way with as many pairs and such loads can be worth more than, where all were looked at together; `null` where they were not. */
  bound: number | null;
}

/** The weight of one of the first side with one of the second: a whole number, `-Infinity` where they may not be together. */
export type BridgeWeight = (first: number, second: number) => number;

/** How much is done, in operations: the same on every machine. */
export interface BridgeEffort {
  /** Up to so many places are filled as a whole. 1000 by default. */
  whole?: number;
  /** Places in a block where there are more. 256 by default. */
  block?: number;
  /** How often everybody is put into a block. 2 by default. */
  passes?: number;
}

/**
 * Gives each of `seconds` people one of `firsts`, so that the sum of weights is as large as it can be: an assignment with a place for each
 * that one can have, exact up to `whole` places. Loads are even: they differ by one at most, except where only pairs that may not be would make
 * them so, and are never above `capacity`. Whom nobody has room for is chosen by the weights, too.
 */
export function bridge(firsts: number, seconds: number, weight: BridgeWeight, random: Random, options: BridgeEffort & { capacity?: number } = {}): Bridge {
  const { whole = 1000, block = 256, passes = 2, capacity = Infinity } = options;
  for (const count of [firsts, seconds]) if (!Number.isInteger(count) || count < 0) throw matchingErrors.invalidCount(`Cannot bridge ${String(count)} people. Give whole numbers.`);
  if (!(capacity >= 1)) throw matchingErrors.invalidCount(`Nobody can be with ${String(capacity)} others. Give a capacity from 1.`);
  const partnerOf = new Int32Array(seconds).fill(-1);
  if (firsts === 0 || seconds === 0) return { partnerOf, value: 0, bound: 0 };

  const most = Math.min(Math.floor(capacity), Math.ceil(seconds / firsts));
  const least = Math.min(most, Math.floor(seconds / firsts));
  // Those for whom there is no room are with one who stands for nobody, a place each.
  const over = Math.max(0, seconds - firsts * most);
  const all = random.shuffle(Int32Array.from({ length: firsts + over }, (_, first) => first));
  const waiting = random.shuffle(Int32Array.from({ length: seconds }, (_, second) => second));
  const places = (first: number) => (first < firsts ? most : 1);
  const sides: number[][] = Array.from({ length: firsts + over }, () => []);
  let free = seconds - over - firsts * least;
  let next = 0;
  for (const first of all) {
    const load = first >= firsts ? 1 : least < most && free > 0 ? (free--, most) : least;
    for (let k = 0; k < load; k++) sides[first]!.push(waiting[next++]!);
  }

  let bound: number | null = null;
  if (firsts * most + over <= whole) {
    bound = fill([...all].sort((a, b) => a - b));
  } else {
    for (let pass = 0; pass < passes; pass++) {
      random.shuffle(all);
      for (let from = 0; from < all.length; ) {
        const some: number[] = [];
        for (let count = 0; from < all.length && count + places(all[from]!) <= Math.max(block, most); from++) {
          some.push(all[from]!);
          count += places(all[from]!);
        }
        fill(some);
      }
    }
  }

  let value = 0;
  for (let first = 0; first < firsts; first++) {
    for (const second of sides[first]!) {
      const worth = weight(first, second);
      if (worth === -Infinity) continue;
      partnerOf[second] = first;
      value += worth;
    }
  }
  return { partnerOf, value, bound };

  /** Assigns those whom some of the first side have anew, among the same; returns what the prices prove. */
  function fill(some: number[]): number {
    const rows = some.flatMap((first) => Array.from({ length: places(first) }, (_, place) => ({ first, spare: first < firsts && place >= least })));
    const columns = some.flatMap((first) => sides[first]!).sort((a, b) => a - b);
    const n = rows.length;
    const largest = largestWeight(Math.max(8, n));
    // Dearest is what may not be; then a place that stays empty although others have more.
    const uneven = Math.floor(largest / 1024);
    const values = new Float64Array(n * n);
    for (const [row, { first, spare }] of rows.entries()) {
      for (let column = 0; column < n; column++) {
        const second = columns[column];
        let worth = 0;
        if (second === undefined) worth = spare || first >= firsts ? 0 : -uneven;
        else if (first < firsts) worth = weight(first, second);
        checkWeight(worth, largest - 1, first, second ?? -1);
        values[row * n + column] = 4 * Math.max(worth, -largest);
      }
    }
    const { columnOf, rowPrice, columnPrice } = assign(n, values)!;
    let proved = 0;
    for (let i = 0; i < n; i++) proved += rowPrice[i]! + columnPrice[i]!;
    for (const first of some) sides[first] = [];
    for (const [row, { first }] of rows.entries()) {
      const second = columns[columnOf[row]!];
      if (second !== undefined) sides[first]!.push(second);
      // What was paid for a pair that may not be, or for an empty place, is nobody's loss.
      const paid = values[row * n + columnOf[row]!]!;
      if (paid === -4 * largest || (second === undefined && paid < 0)) proved -= paid;
    }
    return proved / 4;
  }
}
