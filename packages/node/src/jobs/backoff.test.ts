import fc from "fast-check";
import { expect, it } from "vitest";
import { backoff } from "./backoff.ts";

it("waits a minute after the first failure, twice as long after each further one, and an hour at most", () => {
  expect([1, 2, 3, 7, 8, 1_000_000].map((failures) => backoff(failures) / 60_000)).toEqual([1, 2, 4, 60, 60, 60]);
});

it("always waits, never longer than told, never shorter than before", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e9 }), (failures, first, most) => {
      const wait = backoff(failures, first, most);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(most);
      expect(backoff(failures + 1, first, most)).toBeGreaterThanOrEqual(wait);
    }),
  );
});
