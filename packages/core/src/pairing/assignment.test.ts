import { describe, expect, test } from "vitest";
import { assign } from "./assignment.ts";
import { sfc32 } from "./random.ts";

function bestByTrying(n: number, values: Float64Array, row = 0, taken = 0): number {
  if (row === n) return 0;
  let best = -Infinity;
  for (let column = 0; column < n; column++) {
    if (((taken >> column) & 1) === 0) best = Math.max(best, values[row * n + column]! + bestByTrying(n, values, row + 1, taken | (1 << column)));
  }
  return best;
}

/** The sum of an assignment, after a look at whether its prices forbid a better one. */
function proved(n: number, values: Float64Array, { columnOf, rowPrice, columnPrice }: NonNullable<ReturnType<typeof assign>>): number {
  expect([...columnOf].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (rowPrice[i]! + columnPrice[j]! < values[i * n + j]!) throw new Error(`${i} is worth more in ${j} than its prices.`);
    sum += values[i * n + columnOf[i]!]!;
  }
  expect(rowPrice.reduce((total, price) => total + price, 0) + columnPrice.reduce((total, price) => total + price, 0)).toBe(sum);
  return sum;
}

describe("an assignment", () => {
  test("is the best of all, in 2,000 small ones", () => {
    const random = sfc32(1);
    let none = 0;
    for (let round = 0; round < 2000; round++) {
      const n = 1 + random.int(6);
      const span = [1, 3, 1000][random.int(3)]!;
      const forbidden = [0, 30, 60][random.int(3)]!;
      const values = Float64Array.from({ length: n * n }, () => (random.int(100) < forbidden ? -Infinity : 4 * (random.int(span) - (span >> 1))));
      const found = assign(n, values);
      if (found === null) none++;
      expect(found === null ? -Infinity : proved(n, values, found)).toBe(bestByTrying(n, values));
    }
    expect(none).toBeGreaterThan(200);
  });

  test("has prices that prove it where many bid for the same few, and where many are as good", () => {
    const random = sfc32(2);
    for (const span of [2, 10, 1_000_000]) {
      for (const favourites of [1, 5, 50]) {
        const values = Float64Array.from({ length: 10_000 }, (_, at) => 4 * (random.int(span) + (at % 100 < favourites ? 10 * span : 0)));
        proved(100, values, assign(100, values)!);
      }
    }
  });

  test("of nobody is empty", () => {
    expect(assign(0, new Float64Array(0))!.columnOf).toHaveLength(0);
  });
});
