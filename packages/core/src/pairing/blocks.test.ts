import { describe, expect, test } from "vitest";
import { matchInBlocks } from "./blocks.ts";
import { maxWeightPerfectMatching, type Weight } from "./matching.ts";
import { fingerprintOf, jitter, sfc32 } from "./random.ts";

const published: Weight = (i, j) => jitter(42, i, j) % 1_000_000;
const pairsOf = (mate: Int32Array) => [...mate.entries()].filter(([i, j]) => i < j);

describe("pairs in blocks", () => {
  test.each([
    { n: 1000, value: 486740629, hash: "7e852aed" },
    { n: 20_000, value: 9746100278, hash: "73c4998d" },
  ])("of $n people are those that are published", ({ n, value, hash }) => {
    const found = matchInBlocks(n, published, sfc32(42));
    expect(found.value).toBe(value);
    expect(fingerprintOf(found.mate).toString(16)).toBe(hash);
  });

  test("hold everybody once, and are worth what they say", () => {
    for (const n of [0, 2, 4, 6, 62, 64, 66, 130, 1002]) {
      const weight: Weight = (i, j) => (jitter(n, i, j) % 2001) - 1000;
      const { mate, value } = matchInBlocks(n, weight, sfc32(n));
      expect(mate).toHaveLength(n);
      for (const [i, j] of mate.entries()) expect([mate[j], i === j]).toEqual([i, false]);
      expect(pairsOf(mate).reduce((sum, [i, j]) => sum + weight(i, j), 0)).toBe(value);
    }
  });

  test("are never better than the best ones, get no worse by another pass, and are the best ones in one block", () => {
    for (const seed of [1, 2, 3]) {
      const weight: Weight = (i, j) => jitter(seed, i, j) % 1000;
      const best = maxWeightPerfectMatching(300, weight)!.value;
      const values = [0, 1, 2, 3, 4].map((passes) => matchInBlocks(300, weight, sfc32(seed), { passes }).value);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(values.at(-1)).toBeLessThanOrEqual(best);
      expect(values[1]).toBeGreaterThan(0.95 * best);
      expect(matchInBlocks(300, weight, sfc32(seed), { block: 300 }).value).toBe(best);
    }
  });

  test("are mended where they may not be: also among the few whom somebody may meet", () => {
    // One person in a hundred may meet only one of those few others, as many as there are of the first.
    for (const every of [50, 100]) {
      const may = (i: number, j: number) => i % 100 !== 0 || j % every === 25;
      const scarce: Weight = (i, j) => (may(i, j) && may(j, i) ? jitter(7, i, j) % 1000 : -Infinity);
      const { mate, value } = matchInBlocks(4000, scarce, sfc32(8));
      expect(mate).not.toContain(-1);
      expect(pairsOf(mate).reduce((sum, [i, j]) => sum + scarce(i, j), 0)).toBe(value);
    }
  });

  test("are taken apart where nobody may meet them, and only there", () => {
    // Ten people may meet nobody: they are paired with each other, so that nobody else is alone.
    const { mate } = matchInBlocks(2000, (i) => (i < 10 ? -Infinity : 1), sfc32(9));
    const alone = [...mate.keys()].filter((i) => mate[i] === -1);
    expect(alone.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(alone).toHaveLength(10);
    expect([...matchInBlocks(6, () => -Infinity, sfc32(1)).mate]).toEqual([-1, -1, -1, -1, -1, -1]);
  });

  test("come out the same from the same seed", () => {
    expect(matchInBlocks(500, published, sfc32(3))).toEqual(matchInBlocks(500, published, sfc32(3)));
    expect(matchInBlocks(500, published, sfc32(4)).mate).not.toEqual(matchInBlocks(500, published, sfc32(3)).mate);
  });

  test("cannot be had of an odd number, or with weights that are none", () => {
    for (const n of [1, 7, -2, 2.5, Number.NaN]) expect(() => matchInBlocks(n, published, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
    expect(() => matchInBlocks(10, () => 0.5, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_weight" }));
  });
});
