import { type BlockEffort, matchInBlocks } from "./blocks.ts";
import { matchingErrors } from "./matching.errors.ts";
import { provedMatching, type ProvedMatching, type Weight } from "./matching.ts";
import type { Random } from "./random.ts";

/** An odd number of people: three together, all others in pairs. */
export interface TrioMatching {
  /** The mate of each person; -1 for the three, and where only a pair that may not be was left. */
  mate: Int32Array;
  /** Ascending. */
  trio: [number, number, number];
  /** In thirds of a weight: three for each pair, two for each of the three edges of the trio, so that three people count as a pair and a half. With what they add. */
  value: number;
  /** What no other way is worth more than, in the same measure; `null` where not everybody was tried as the third. */
  bound: number | null;
}

export interface TrioOptions {
  /** What a person adds by being one of the three, in thirds of a weight: a whole number, the lower the more often they were. Nothing by default. */
  bonus?: (person: number) => number;
  /** Up to so many people, everybody is tried as the third. 101 by default. */
  everybody?: number;
  /** So many other trios are tried that might be better still, by their prices. 100 by default, 2 where not everybody is tried. */
  tries?: number;
}

/** So many people are matched in all for the thirds that are tried, where not everybody is: two of 1000 people, ten of 200. */
const MATCHED = 2000;
/** So many thirds are tried at most, where not everybody is and nobody yet can be one of three. */
const THIRDS = 32;
/** Of so many with the largest bonus, and so many others at random, the three are chosen where people are paired in blocks. */
const CANDIDATES = 64;
const OTHERS = 32;

/**
 * Matches an odd number of people, exactly for whatever three are together. Which three that is, is the best choice (and `bound` proves it)
 * where everybody is tried as the third; else the one is whom it costs least to leave over, then those whose bonus is largest, in random order.
 * `null` where no three can be together so that all others can be in pairs.
 */
export function matchWithTrio(n: number, weight: Weight, random: Random, { bonus = () => 0, everybody = 101, tries }: TrioOptions = {}): TrioMatching | null {
  const all = n <= everybody;
  const thirds = byBonus(n, bonus, random);
  if (!all) {
    // Somebody who may be left over by anybody, with a mate who is not there.
    const left = provedMatching(n + 1, (i, j) => (j < n ? weight(i, j) : Math.trunc(bonus(i) / 3)))?.mate[n];
    if (left === undefined) return null;
    thirds.unshift(left);
  }
  const enough = all ? n : Math.max(2, Math.floor(MATCHED / n));
  const worth = (i: number, j: number) => (i < j ? weight(i, j) : weight(j, i));
  let best: TrioMatching | null = null;
  const better = new Map<string, { trio: [number, number, number]; most: number }>();

  for (const [tried, third] of thirds.entries()) {
    if (tried >= (best === null && !all ? THIRDS : enough)) break;
    const rest = without(n, [third]);
    const matching = provedMatching(rest.length, (a, b) => weight(rest[a]!, rest[b]!));
    // Any trio with this one leaves a pair behind that others could be matched around.
    if (matching === null) continue;
    const prices = pricesOf(matching);
    const consider = (a: number, b: number) => {
      const [i, j] = [rest[a]!, rest[b]!];
      const edges = weight(i, j) + worth(i, third) + worth(j, third);
      // At most this much: what the others are worth without i and j is at most the matching less the prices of both.
      return 3 * (matching.value - prices(a, b) / 4) + 2 * edges + bonus(i) + bonus(j) + bonus(third);
    };
    for (const [a, b] of matching.mate.entries()) {
      if (b < a) continue;
      const value = consider(a, b);
      if (value > (best?.value ?? -Infinity)) best = result(n, rest, matching, [rest[a]!, rest[b]!, third], value);
    }
    for (let a = 0; a < rest.length; a++) {
      for (let b = a + 1; b < rest.length; b++) {
        const most = consider(a, b);
        if (!(most > (best?.value ?? -Infinity))) continue;
        const trio = ascending([rest[a]!, rest[b]!, third]);
        const known = better.get(trio.join());
        if (known) known.most = Math.min(known.most, most);
        else better.set(trio.join(), { trio, most });
      }
    }
  }

  let left = tries ?? (all ? 100 : 2);
  let bound = -Infinity;
  for (const { trio, most } of [...better.values()].sort((a, b) => b.most - a.most)) {
    if (most <= (best?.value ?? -Infinity)) break;
    if (left-- <= 0) {
      bound = most;
      break;
    }
    const rest = without(n, trio);
    const matching = provedMatching(rest.length, (a, b) => weight(rest[a]!, rest[b]!));
    if (matching === null) continue;
    const [i, j, k] = trio;
    const value = 3 * matching.value + 2 * (weight(i, j) + weight(i, k) + weight(j, k)) + bonus(i) + bonus(j) + bonus(k);
    if (value > (best?.value ?? -Infinity)) best = result(n, rest, matching, trio, value);
  }
  if (best !== null) best.bound = all ? Math.max(bound, best.value) : null;
  return best;
}

/**
 * Matches an odd number of people, as large as you like: three are chosen of those whose bonus is largest, and of some others; the rest is
 * paired in blocks. `null` where no three of them can be together.
 */
export function matchInBlocksWithTrio(n: number, weight: Weight, random: Random, { bonus = () => 0, ...effort }: Pick<TrioOptions, "bonus"> & BlockEffort = {}): TrioMatching | null {
  const order = byBonus(n, bonus, random);
  const candidates = order.slice(0, CANDIDATES);
  for (let count = 0; count < OTHERS && order.length > CANDIDATES; count++) candidates.push(order[CANDIDATES + random.int(order.length - CANDIDATES)]!);
  const some = [...new Set(candidates)].sort((a, b) => a - b);
  const added = some.map(bonus);
  const edges = some.map((i, a) => some.map((j, b) => (a < b ? 2 * weight(i, j) : 0)));
  let most = -Infinity;
  let trio: [number, number, number] | undefined;
  for (let a = 0; a < some.length; a++) {
    for (let b = a + 1; b < some.length; b++) {
      for (let c = b + 1; c < some.length; c++) {
        const value = edges[a]![b]! + edges[a]![c]! + edges[b]![c]! + added[a]! + added[b]! + added[c]!;
        if (value > most) {
          most = value;
          trio = [some[a]!, some[b]!, some[c]!];
        }
      }
    }
  }
  if (trio === undefined) return null;
  const [i, j, k] = trio;
  const original = (person: number) => {
    let at = person;
    if (at >= i) at++;
    if (at >= j) at++;
    return at >= k ? at + 1 : at;
  };
  const { mate, value } = matchInBlocks(n - 3, (a, b) => weight(original(a), original(b)), random, effort);
  const mates = new Int32Array(n).fill(-1);
  for (const [a, b] of mate.entries()) if (b >= 0) mates[original(a)] = original(b);
  return { mate: mates, trio, value: 3 * value + most, bound: null };
}

/** Everybody, those with the largest bonus first, in random order where it is the same. */
function byBonus(n: number, bonus: (person: number) => number, random: Random): number[] {
  if (!Number.isInteger(n) || n < 3 || n % 2 === 0) throw matchingErrors.invalidCount(`Cannot make one trio among ${String(n)} people. Give an odd number from 3.`);
  const order = random.shuffle(Array.from({ length: n }, (_, i) => i));
  return order.sort((i, j) => bonus(j) - bonus(i));
}

function without(n: number, gone: readonly number[]): number[] {
  return Array.from({ length: n }, (_, i) => i).filter((i) => !gone.includes(i));
}

function ascending(trio: [number, number, number]): [number, number, number] {
  return trio.sort((a, b) => a - b);
}

/** What two people are priced together, in quarters. */
function pricesOf({ y, blossoms }: ProvedMatching): (a: number, b: number) => number {
  const n = y.length;
  const together = new Float64Array(blossoms.length > 0 ? n * n : 0);
  for (const { members, z } of blossoms) for (const a of members) for (const b of members) together[a * n + b]! += z;
  return blossoms.length > 0 ? (a, b) => y[a]! + y[b]! + together[a * n + b]! : (a, b) => y[a]! + y[b]!;
}

function result(n: number, rest: readonly number[], { mate }: ProvedMatching, trio: [number, number, number], value: number): TrioMatching {
  const mates = new Int32Array(n).fill(-1);
  for (const [a, i] of rest.entries()) if (!trio.includes(i)) mates[i] = rest[mate[a]!]!;
  return { mate: mates, trio: ascending([...trio]), value, bound: null };
}
