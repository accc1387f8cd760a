import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupSizes } from "./sizes.ts";

describe("the sizes of groups", () => {
  test.each([
    [0, 2, [], []],
    [1, 2, [1], [1]],
    [2, 2, [2], [2]],
    [3, 2, [3], [3]],
    [5, 4, [5], [5]],
    [7, 4, [4, 3], [4, 3]],
    [9, 8, [9], [9]],
    [11, 8, [11], [6, 5]],
    [13, 3, [4, 3, 3, 3], [3, 3, 3, 2, 2]],
    [14, 4, [5, 5, 4], [4, 4, 3, 3]],
    [101, 2, [3, ...Array(49).fill(2)], [3, ...Array(49).fill(2)]],
  ])("%i people in groups of %i", (people, target, larger, smaller) => {
    expect(groupSizes(people, { target })).toEqual(larger);
    expect(groupSizes(people, { target, remainder: "smaller" })).toEqual(smaller);
  });

  test("hold everybody, nobody alone, and differ by at most one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3000 }), fc.integer({ min: 2, max: 8 }), fc.constantFrom("larger", "smaller"), (people, target, remainder) => {
        const sizes = groupSizes(people, { target, remainder });
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(people);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
        expect(sizes[0]! - sizes.at(-1)!).toBeLessThanOrEqual(1);
        if (target === 2) expect(sizes.filter((size) => size === 3)).toHaveLength(people % 2);
      }),
    );
  });

  test.each([1, 9, 2.5, Number.NaN])("refuse a target of %d", (target) => {
    expect(() => groupSizes(4, { target })).toThrow(expect.objectContaining({ code: "pairing/invalid_input" }));
  });
});
