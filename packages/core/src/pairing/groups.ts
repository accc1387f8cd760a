import { checkWeight, largestWeight, matchingErrors } from "./matching.errors.ts";
import type { Weight } from "./matching.ts";
import type { Random } from "./random.ts";

/** Everybody in groups. */
export interface Groups {
  /** Everybody once, group after group in the order of the sizes. */
  members: Int32Array;
  /** The sum of the weights of all pairs within groups that may be. */
  value: number;
  /** Pairs within groups that may not be, and that no exchange was found for. */
  forbidden: number;
}

/** How much is done, in operations: the same on every machine. */
export interface GroupEffort {
  /** Up to so many people are searched as a whole. 512 by default. */
  whole?: number;
  /** People in a block where there are more. 96 by default. */
  block?: number;
  /** How often the best that was found is disturbed, to find a better one. By default 200 for a whole, 10 for a block. */
  kicks?: number;
  /** At most so many blocks are made of groups with a pair that may not be. 8 by default. */
  repairs?: number;
}

/**
 * Puts people into groups of the given sizes so that the sum of weights within groups is large: exchanges of two people as long as one is of
 * use, then small disturbances, each kept where it leads to something better (iterated local search; Lourenço, Martin and Stützle 2003).
 * `-Infinity` says that two may not be in one group. Not exact: what it finds among few people is nearly always the best.
 */
export function formGroups(sizes: readonly number[], weight: Weight, random: Random, effort: GroupEffort = {}): Groups {
  const { whole = 512, block = 96, repairs = 8 } = effort;
  const starts = [0];
  for (const size of sizes) {
    if (!Number.isInteger(size) || size < 1) throw matchingErrors.invalidCount(`Cannot form a group of ${String(size)} people. Give whole numbers from 1.`);
    starts.push(starts.at(-1)! + size);
  }
  const n = starts.at(-1)!;
  const members = new Int32Array(n);
  for (let i = 0; i < n; i++) members[i] = i;
  random.shuffle(members);

  const all = sizes.map((_, group) => group);
  if (n <= whole) {
    improve(all, effort.kicks ?? 200);
  } else {
    for (const groups of blocksOf(sizes, block)) improve(groups, effort.kicks ?? 10);
    for (let turn = 0; turn < repairs; turn++) {
      const broken = all.filter((group) => forbiddenIn(group) > 0);
      if (broken.length === 0) break;
      improve(around(random.shuffle(broken), sizes, whole, random), effort.kicks ?? 10);
    }
  }

  let value = 0;
  let forbidden = 0;
  for (const group of all) {
    forbidden += forbiddenIn(group);
    eachPair(group, (worth) => void (value += worth === -Infinity ? 0 : worth));
  }
  return { members, value, forbidden };

  function eachPair(group: number, see: (worth: number) => void): void {
    for (let a = starts[group]!; a < starts[group + 1]!; a++) {
      for (let b = a + 1; b < starts[group + 1]!; b++) see(between(members[a]!, members[b]!));
    }
  }

  function forbiddenIn(group: number): number {
    let count = 0;
    eachPair(group, (worth) => void (count += worth === -Infinity ? 1 : 0));
    return count;
  }

  function between(i: number, j: number): number {
    return i < j ? weight(i, j) : weight(j, i);
  }

  /** Searches among the people of some groups. */
  function improve(groups: number[], kicks: number): void {
    const people = groups.flatMap((group) => [...members.subarray(starts[group]!, starts[group + 1]!)]);
    const groupOf = Int32Array.from(groups.flatMap((group, at) => Array.from({ length: sizes[group]! }, () => at)));
    const m = people.length;
    const largest = largestWeight(m);
    const weights = new Float64Array(m * m);
    for (let a = 0; a < m; a++) {
      for (let b = a + 1; b < m; b++) {
        const worth = between(people[a]!, people[b]!);
        checkWeight(worth, largest, people[a]!, people[b]!);
        weights[a * m + b] = weights[b * m + a] = Math.max(worth, -largest);
      }
    }
    exchange(groups.length, groupOf, weights, kicks, random);
    const next = groups.map((group) => starts[group]!);
    for (let a = 0; a < m; a++) members[next[groupOf[a]!]!++] = people[a]!;
  }
}

/** Cuts groups into blocks of about so many people; a last block of one group goes to the one before. */
function blocksOf(sizes: readonly number[], block: number): number[][] {
  const blocks: number[][] = [];
  let people = Infinity;
  for (const [group, size] of sizes.entries()) {
    if (people + size > block) {
      blocks.push([]);
      people = 0;
    }
    blocks.at(-1)!.push(group);
    people += size;
  }
  if (blocks.length > 1 && blocks.at(-1)!.length === 1) blocks.at(-2)!.push(...blocks.pop()!);
  return blocks;
}

/** Groups to be mended, up to half of the room, and others at random. */
function around(broken: number[], sizes: readonly number[], room: number, random: Random): number[] {
  const chosen = new Set<number>();
  let people = 0;
  const add = (group: number) => {
    if (chosen.has(group)) return;
    chosen.add(group);
    people += sizes[group]!;
  };
  for (const group of broken) if (people < room / 2) add(group);
  while (people < room && chosen.size < sizes.length) add(random.int(sizes.length));
  return [...chosen];
}

/** Changes `groupOf` by exchanges of two people; `weights` is m × m and symmetric. */
function exchange(groups: number, groupOf: Int32Array, weights: Float64Array, kicks: number, random: Random): void {
  const m = groupOf.length;
  if (groups < 2) return;
  /** What each person shares with each group, group by group; and with their own, and with all for the one who looks for an exchange. */
  const shared = new Float64Array(groups * m);
  const own = new Float64Array(m);
  const mine = new Float64Array(groups);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) shared[groupOf[j]! * m + i]! += weights[i * m + j]!;
  for (let i = 0; i < m; i++) own[i] = shared[groupOf[i]! * m + i]!;

  // An exchange can have become of use only for people of groups that changed: the others are not looked at again.
  const fresh = new Uint8Array(m).fill(1);
  const done: number[] = [];
  descend();
  for (let kick = 0; kick < kicks; kick++) {
    done.length = 0;
    let gain = 0;
    for (let count = 2 + random.int(3); count > 0; count--) {
      const i = random.int(m);
      const j = random.int(m);
      if (groupOf[i] !== groupOf[j]) gain += swap(i, j);
    }
    gain += descend();
    // Taken back in reverse: all sums are exact, so they are what they were.
    if (gain < 0) {
      while (done.length > 0) swap(done.pop()!, done.pop()!, false);
      fresh.fill(0);
    }
  }

  /** Exchanges as long as one is of use; returns what was gained. */
  function descend(): number {
    let gained = 0;
    for (let idle = 0, i = 0; idle < m; idle++, i = (i + 1) % m) {
      if (fresh[i] === 0) continue;
      const a = groupOf[i]!;
      const row = i * m;
      for (let h = 0; h < groups; h++) mine[h] = shared[h * m + i]!;
      const left = mine[a]!;
      let best = 0;
      let other = -1;
      for (let j = 0; j < m; j++) {
        const b = groupOf[j]!;
        if (b === a) continue;
        const gain = mine[b]! - left + shared[a * m + j]! - own[j]! - 2 * weights[row + j]!;
        if (gain > best) {
          best = gain;
          other = j;
        }
      }
      fresh[i] = 0;
      if (other >= 0) {
        gained += swap(i, other);
        idle = -1;
      }
    }
    return gained;
  }

  function swap(i: number, j: number, note = true): number {
    const a = groupOf[i]!;
    const b = groupOf[j]!;
    const gain = shared[b * m + i]! - own[i]! + shared[a * m + j]! - own[j]! - 2 * weights[i * m + j]!;
    for (let k = 0; k < m; k++) {
      const change = weights[j * m + k]! - weights[i * m + k]!;
      shared[a * m + k]! += change;
      shared[b * m + k]! -= change;
    }
    groupOf[i] = b;
    groupOf[j] = a;
    for (let k = 0; k < m; k++) {
      const group = groupOf[k]!;
      own[k] = shared[group * m + k]!;
      if (group === a || group === b) fresh[k] = 1;
    }
    if (note) done.push(i, j);
    return gain;
  }
}
