import { describe, expect, test } from "vitest";
import { fingerprintOf, fnv1a, jitter, mix, seedOf, sfc32 } from "./random.ts";

const bytes = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

describe("random numbers", () => {
  test("are those that are published", () => {
    const random = sfc32(1);
    expect(mix(1, 2, 3)).toBe(3435834567);
    expect([random.next(), random.next(), random.next(), random.next()]).toEqual([2977894493, 2688837779, 1381200619, 2513545884]);
  });

  test("are 32 bits without a sign, for any seed", () => {
    for (const seed of [0, 1, -1, 2 ** 31, 2 ** 32 - 1]) {
      const random = sfc32(seed);
      for (let i = 0; i < 1000; i++) {
        const drawn = random.next();
        if (drawn !== drawn >>> 0) throw new Error(`${seed} gave ${drawn}.`);
      }
    }
  });

  test("below a bound come up equally often", () => {
    for (const below of [1, 2, 7, 3_000_000_000]) {
      const random = sfc32(below);
      const counts = Array.from({ length: 7 }, () => 0);
      for (let i = 0; i < 70_000; i++) {
        const drawn = random.int(below);
        counts[Math.floor((drawn / below) * Math.min(below, 7))]!++;
      }
      const cells = Math.min(below, 7);
      const chiSquare = counts.slice(0, cells).reduce((sum, count) => sum + (count - 70_000 / cells) ** 2 / (70_000 / cells), 0);
      // A number past the bound would fall into a cell that is not there.
      expect(counts.slice(cells)).toEqual(Array.from({ length: 7 - cells }, () => 0));
      // 6 degrees of freedom, 0.1 %.
      expect(chiSquare).toBeLessThan(22.5);
    }
  });

  test("shuffle into each order equally often, and lose nothing", () => {
    const random = sfc32(3);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = random.shuffle(Int32Array.of(0, 1, 2, 3)).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 23 degrees of freedom, 0.1 %.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(49.7);
    expect(random.shuffle([])).toEqual([]);
  });

  test("of a pair are the same whichever way round it is named", () => {
    expect(jitter(42, 3, 9)).toBe(jitter(42, 9, 3));
    expect(jitter(42, 3, 9)).toBe(mix(42, 3, 9));
    expect(jitter(43, 3, 9)).not.toBe(jitter(42, 3, 9));
  });
});

describe("hashes", () => {
  test.each([["", 0x811c9dc5], ["a", 0xe40c292c], ["foobar", 0xbf9cf968]])("of %j are FNV-1a's", (text, hash) => {
    expect(fnv1a(bytes(text))).toBe(hash);
  });

  test("of a text count every code unit, both its bytes", () => {
    expect(seedOf("ab")).toBe(fnv1a([97, 0, 98, 0]));
    expect(seedOf("\u0161")).toBe(fnv1a([0x61, 0x01]));
    expect(new Set(["", "\0", "a", "A", "ä", "a\u0308", "💡", "\ud83d"].map(seedOf)).size).toBe(8);
  });

  test("of whole numbers take four bytes each, the low one first", () => {
    expect(fingerprintOf([1, 0x01020304, -1])).toBe(fnv1a([1, 0, 0, 0, 4, 3, 2, 1, 255, 255, 255, 255]));
  });
});
