import { describe, expect, test } from "vitest";
import { bridge, type BridgeWeight } from "./bridge.ts";
import { jitter, sfc32 } from "./random.ts";

/** Tries all ways to give each of the second side one of the first, with loads between the two; forbidden pairs are not made. */
function bestByTrying(firsts: number, seconds: number, weight: BridgeWeight, least: number, most: number): number {
  const loads = Array.from({ length: firsts }, () => 0);
  const give = (second: number): number => {
    if (second === seconds) return loads.every((load) => load >= least) ? 0 : -Infinity;
    let best = -Infinity;
    for (let first = 0; first < firsts; first++) {
      if (loads[first] === most) continue;
      loads[first]!++;
      best = Math.max(best, weight(first, second) + give(second + 1));
      loads[first]!--;
    }
    return best;
  };
  return give(0);
}

const loadsOf = (firsts: number, partnerOf: Int32Array) => Array.from({ length: firsts }, (_, first) => partnerOf.filter((partner) => partner === first).length);

describe("a bridge", () => {
  test("is the best of all ways with even loads", () => {
    const random = sfc32(1);
    for (let round = 0; round < 300; round++) {
      const firsts = 1 + random.int(4);
      const seconds = 1 + random.int(6);
      const table = Array.from({ length: firsts * seconds }, () => (random.int(100) < [0, 20][round % 2]! ? -Infinity : random.int(40) - 10));
      const weight: BridgeWeight = (first, second) => table[first * seconds + second]!;
      const best = bestByTrying(firsts, seconds, weight, Math.floor(seconds / firsts), Math.ceil(seconds / firsts));
      const { partnerOf, value, bound } = bridge(firsts, seconds, weight, sfc32(round));
      // Where that many pairs cannot be, fewer are made.
      if (best === -Infinity) expect(partnerOf.includes(-1) || Math.max(...loadsOf(firsts, partnerOf)) - Math.min(...loadsOf(firsts, partnerOf)) > 1).toBe(true);
      else expect([value, bound]).toEqual([best, best]);
      expect([...partnerOf.entries()].reduce((sum, [second, first]) => sum + (first < 0 ? 0 : weight(first, second)), 0)).toBe(value);
    }
  });

  test.each([
    [3, 9, [3, 3, 3]], [3, 7, [2, 2, 3]], [5, 3, [0, 0, 1, 1, 1]], [1, 4, [4]], [4, 4, [1, 1, 1, 1]],
  ])("of %i and %i has the loads %j", (firsts, seconds, loads) => {
    const { partnerOf } = bridge(firsts, seconds, (first, second) => jitter(1, first, second + 100) % 100, sfc32(1));
    expect(loadsOf(firsts, partnerOf).sort((a, b) => a - b)).toEqual(loads);
  });

  test("leaves those out whom nobody has room for, by the weights", () => {
    const { partnerOf, value } = bridge(2, 7, (_first, second) => second, sfc32(1), { capacity: 2 });
    expect([...partnerOf.keys()].filter((second) => partnerOf[second] === -1)).toEqual([0, 1, 2]);
    expect(loadsOf(2, partnerOf)).toEqual([2, 2]);
    expect(value).toBe(3 + 4 + 5 + 6);
  });

  test("never joins who may not be, and leaves as few without as it can", () => {
    const { partnerOf } = bridge(3, 6, (first, second) => (second < 2 && first !== 0 ? -Infinity : second === 5 ? -Infinity : 1), sfc32(1));
    expect([...partnerOf.slice(0, 2)]).toEqual([0, 0]);
    expect(partnerOf[5]).toBe(-1);
    expect(partnerOf.filter((first) => first === -1)).toHaveLength(1);
  });

  test("of many is made in blocks, as even, and nearly as good", () => {
    const weight: BridgeWeight = (first, second) => jitter(2, first, 10_000 + second) % 1000;
    for (const [firsts, seconds, options] of [[300, 900, {}], [400, 700, {}], [400, 300, {}], [200, 900, { capacity: 3 }]] as const) {
      const exact = bridge(firsts, seconds, weight, sfc32(1), options);
      const blocks = bridge(firsts, seconds, weight, sfc32(1), { ...options, whole: 0 });
      expect(exact.bound).toBe(exact.value);
      expect(blocks.bound).toBeNull();
      expect(blocks.value).toBeLessThanOrEqual(exact.value);
      expect(blocks.value).toBeGreaterThan(0.95 * exact.value);
      for (const { partnerOf } of [exact, blocks]) {
        const loads = loadsOf(firsts, partnerOf);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        expect(partnerOf.filter((first) => first === -1)).toHaveLength(Math.max(0, seconds - firsts * (("capacity" in options && options.capacity) || Infinity)));
      }
      expect(bridge(firsts, seconds, weight, sfc32(1), { ...options, whole: 0 })).toEqual(blocks);
    }
  });

  test("of nobody is nothing", () => {
    expect(bridge(0, 2, () => 1, sfc32(1))).toEqual({ partnerOf: Int32Array.of(-1, -1), value: 0, bound: 0 });
    expect(bridge(2, 0, () => 1, sfc32(1))).toEqual({ partnerOf: new Int32Array(0), value: 0, bound: 0 });
  });

  test("is refused with counts, capacities or weights that are none", () => {
    for (const [firsts, seconds] of [[-1, 2], [2, 1.5], [Number.NaN, 1]] as const) expect(() => bridge(firsts, seconds, () => 1, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
    expect(() => bridge(1, 1, () => 1, sfc32(1), { capacity: 0 })).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
    expect(() => bridge(1, 1, () => 0.5, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_weight" }));
    expect(() => bridge(2, 2, () => 2 ** 53, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/weight_too_large" }));
  });
});
