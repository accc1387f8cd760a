import { largestWeight, matchingErrors } from "./matching.errors.ts";
import { provedMatching, type Weight } from "./matching.ts";
import type { Random } from "./random.ts";

/** Everybody in pairs that are good, though perhaps not the best. */
export interface BlockMatching {
  /** The mate of each person; -1 where only a pair that may not be was left. */
  mate: Int32Array;
  /** The sum of the weights of the pairs. */
  value: number;
}

/** How much is done, in operations: the same on every machine. */
export interface BlockEffort {
  /** People in a block, an even number; the time grows with its square, what is missing from the best sinks with it. 64 by default. */
  block?: number;
  /** How often everybody is put into a block. 1 by default. */
  passes?: number;
  /** At most so many blocks are made of pairs that may not be. 8 by default. */
  repairs?: number;
}

const REPAIRED = 128;
const IN_REPAIR = 256;
/** So many people are looked at to find somebody whom a person may meet. */
const LOOKED_AT = 10_000;

/**
 * Pairs n people, an even number and as large as you like, in O(n) time and memory: random pairs, put together in blocks at random, each
 * block matched exactly. The pairs of a block stay possible in it, so the sum of weights never sinks. Pairs that may not be (`-Infinity`)
 * are then put into blocks with others that they may be exchanged with; those that are left are taken apart.
 */
export function matchInBlocks(n: number, weight: Weight, random: Random, { block = 64, passes = 1, repairs = 8 }: BlockEffort = {}): BlockMatching {
  if (!Number.isInteger(n) || n < 0 || n % 2 === 1) throw matchingErrors.invalidCount(`Cannot pair ${String(n)} people. Give an even number.`);
  const mate = new Int32Array(n);
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  random.shuffle(order);
  for (let k = 0; k + 1 < n; k += 2) {
    mate[order[k]!] = order[k + 1]!;
    mate[order[k + 1]!] = order[k]!;
  }

  const room = new Float64Array(Math.max(block, 2 * IN_REPAIR) ** 2);
  for (let pass = 0; pass < passes; pass++) {
    const heads = random.shuffle(headsOf(mate));
    for (let from = 0; from < heads.length; from += block / 2) matchAgain(heads.subarray(from, from + block / 2), mate, weight, room);
  }
  for (let turn = 0; turn < repairs; turn++) {
    const broken = headsOf(mate).filter((i) => weight(i, mate[i]!) === -Infinity);
    if (broken.length === 0) break;
    matchAgain(Int32Array.from(around(random.shuffle(broken).subarray(0, REPAIRED), mate, weight, random)), mate, weight, room);
  }

  let value = 0;
  for (let i = 0; i < n; i++) {
    const j = mate[i]!;
    if (j < i) continue;
    const worth = weight(i, j);
    if (worth === -Infinity) mate[i] = mate[j] = -1;
    else value += worth;
  }
  return { mate, value };
}

/** The smaller one of each pair, ascending. */
function headsOf(mate: Int32Array): Int32Array {
  const heads = new Int32Array(mate.length / 2);
  let count = 0;
  for (let i = 0; i < mate.length; i++) if (mate[i]! > i) heads[count++] = i;
  return heads;
}

/** Matches the people of some pairs exactly, among themselves. */
function matchAgain(heads: ArrayLike<number>, mate: Int32Array, weight: Weight, room: Float64Array): void {
  if (heads.length < 2) return;
  const people = new Int32Array(2 * heads.length);
  for (let k = 0; k < heads.length; k++) {
    people[2 * k] = heads[k]!;
    people[2 * k + 1] = mate[heads[k]!]!;
  }
  // What may not be costs as much as can be said exactly, so that it stays where nothing else is left.
  const forbidden = -largestWeight(Math.max(8, people.length));
  const among: Weight = (a, b) => {
    const i = people[a]!;
    const j = people[b]!;
    const worth = i < j ? weight(i, j) : weight(j, i);
    return worth === -Infinity ? forbidden : worth;
  };
  const found = provedMatching(people.length, among, room)!;
  for (let k = 0; k < people.length; k++) mate[people[k]!] = people[found.mate[k]!]!;
}

/**
 * Pairs that may not be, with those that each can be exchanged with, those of people whom one of the two may meet, and others at random: so
 * many that longer exchanges can be found, too.
 */
function around(broken: Int32Array, mate: Int32Array, weight: Weight, random: Random): Set<number> {
  const n = mate.length;
  const heads = new Set<number>(broken);
  const mayMeet = (i: number, j: number) => i !== j && weight(Math.min(i, j), Math.max(i, j)) !== -Infinity;
  const someone = Array.from({ length: 4 }, () => random.int(n));
  /** Would find another mate easily: may meet one of a few at random. */
  const easy = (i: number) => someone.some((j) => mayMeet(i, j));
  for (const first of broken) {
    const second = mate[first]!;
    const start = random.int(n);
    const wanted = [2, 2, 2];
    for (let k = 0; k < Math.min(n, LOOKED_AT) && heads.size < IN_REPAIR && wanted.some((count) => count > 0); k++) {
      const j = (start + k) % n;
      const other = mate[j]!;
      const use = mayMeet(first, j) ? (mayMeet(second, other) ? 0 : 1) : mayMeet(second, j) ? 2 : -1;
      if (use < 0 || wanted[use] === 0 || (use > 0 && !easy(other))) continue;
      wanted[use]!--;
      heads.add(Math.min(j, other));
    }
  }
  while (heads.size < Math.min(IN_REPAIR, n / 2)) {
    const i = random.int(n);
    heads.add(Math.min(i, mate[i]!));
  }
  return heads;
}
