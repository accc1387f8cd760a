import { describe, expect, test } from "vitest";
import { formGroups } from "./groups.ts";
import { tableOf } from "./matching.fixture.ts";
import { jitter, sfc32 } from "./random.ts";

/** The largest sum within groups of the given sizes (two different ones at most), by looking at every set of people. */
function bestByEverySet(sizes: readonly number[], weight: (i: number, j: number) => number): number {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const within = new Float64Array(1 << n);
  for (let set = 1; set < within.length; set++) {
    const j = 31 - Math.clz32(set);
    within[set] = within[set ^ (1 << j)]!;
    for (let i = 0; i < j; i++) if ((set >> i) & 1) within[set]! += weight(i, j);
  }
  const count = (set: number) => {
    let bits = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) bits++;
    return bits;
  };
  // The first of those who are left goes into a group of the next size, either kind first.
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)];
  const known = new Map<number, number>();
  const best = (left: number, smalls: number): number => {
    if (left === 0) return 0;
    const key = left * 32 + smalls;
    const before = known.get(key);
    if (before !== undefined) return before;
    const first = left & -left;
    const rest = left ^ first;
    let found = -Infinity;
    for (let others = rest; ; others = (others - 1) & rest) {
      const size = count(others) + 1;
      if (size === small && smalls > 0) found = Math.max(found, within[others | first]! + best(left ^ others ^ first, smalls - 1));
      else if (size === large && large !== small && count(left) > smalls * small) found = Math.max(found, within[others | first]! + best(left ^ others ^ first, smalls));
      if (others === 0) break;
    }
    known.set(key, found);
    return found;
  };
  return best((1 << n) - 1, sizes.filter((size) => size === small).length);
}

describe("groups", () => {
  test("of three to five are the best ones in at least 396 of 400 small instances", { timeout: 300_000 }, () => {
    const random = sfc32(400);
    let best = 0;
    let worst = 1;
    for (let round = 0; round < 400; round++) {
      const k = 3 + (round % 3);
      const groups = 2 + random.int(k === 3 ? 3 : 2);
      const more = random.int(Math.min(groups, 13 - groups * k > 0 ? 13 - groups * k : 1));
      const sizes = Array.from({ length: groups }, (_, group) => (group < more ? k + 1 : k));
      const n = sizes.reduce((sum, size) => sum + size, 0);
      const span = [10, 100, 1_000_000][round % 7 % 3]!;
      const weight = tableOf(n, () => random.int(span));
      const optimum = bestByEverySet(sizes, weight);
      const { value } = formGroups(sizes, weight, sfc32(round));
      expect(value).toBeLessThanOrEqual(optimum);
      if (value === optimum) best++;
      worst = Math.min(worst, value / optimum);
    }
    expect(best).toBeGreaterThanOrEqual(396);
    expect(worst).toBeGreaterThan(0.95);
  });

  test("hold everybody once, in the sizes that were asked for, and are worth what they say", () => {
    for (const sizes of [[], [1], [3], [4, 3], [5, 5, 4], [2, 2, 2, 2, 3], Array.from({ length: 250 }, (_, group) => 3 + (group % 2))]) {
      const n = sizes.reduce((sum, size) => sum + size, 0);
      const weight = tableOf(n, (i, j) => (jitter(1, i, j) % 200) - 100);
      const { members, value, forbidden } = formGroups(sizes, weight, sfc32(2), { whole: 100, block: 30 });
      expect([...members].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      let sum = 0;
      let from = 0;
      for (const size of sizes) {
        for (let a = from; a < from + size; a++) for (let b = a + 1; b < from + size; b++) sum += weight(members[a]!, members[b]!);
        from += size;
      }
      expect({ value, forbidden }).toEqual({ value: sum, forbidden: 0 });
    }
  });

  test("keep apart who may not be together, where that is possible, and count where it is not", () => {
    for (const n of [12, 60, 1200]) {
      const sizes = Array.from({ length: n / 4 }, () => 4);
      // Three kinds of people; nobody may be with their like more than the sizes make them.
      const kinds = 4;
      const apart = formGroups(sizes, (i, j) => (i % kinds === j % kinds ? -Infinity : jitter(3, i, j) % 1000), sfc32(4));
      expect(apart.forbidden).toBe(0);
    }
    expect(formGroups([3, 3], () => -Infinity, sfc32(1))).toMatchObject({ value: 0, forbidden: 6 });
    // Somebody whom nobody may meet breaks as few pairs as a group has others.
    expect(formGroups([4, 3, 3], (i) => (i === 0 ? -Infinity : 1), sfc32(1)).forbidden).toBe(2);
  });

  test("come out the same from the same seed, and as good from another", () => {
    const sizes = Array.from({ length: 200 }, () => 4);
    const weight = tableOf(800, (i, j) => jitter(5, i, j) % 1000);
    const first = formGroups(sizes, weight, sfc32(6));
    expect(formGroups(sizes, weight, sfc32(6))).toEqual(first);
    const other = formGroups(sizes, weight, sfc32(7));
    expect(other.members).not.toEqual(first.members);
    expect(Math.abs(other.value / first.value - 1)).toBeLessThan(0.02);
  });

  test("get no worse by more kicks", () => {
    const sizes = [4, 4, 4, 4, 3, 3];
    const weight = tableOf(22, (i, j) => jitter(8, i, j) % 1000);
    const values = [0, 5, 50, 500].map((kicks) => formGroups(sizes, weight, sfc32(9), { kicks }).value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.at(-1)).toBeGreaterThan(values[0]!);
  });

  test("cannot be had in sizes that are none, or with weights that are none", () => {
    for (const size of [0, -1, 2.5, Number.NaN]) expect(() => formGroups([3, size], () => 1, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
    for (const weight of [0.5, Number.NaN, Infinity]) expect(() => formGroups([2, 2], () => weight, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_weight" }));
    expect(() => formGroups([2, 2], () => 2 ** 52, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/weight_too_large" }));
  });
});
