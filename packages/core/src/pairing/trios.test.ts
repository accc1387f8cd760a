import { describe, expect, test } from "vitest";
import { bestByEverySet, tableOf } from "./matching.fixture.ts";
import type { Weight } from "./matching.ts";
import { jitter, sfc32 } from "./random.ts";
import { matchInBlocksWithTrio, matchWithTrio, type TrioMatching } from "./trios.ts";

/** Looks at every trio, with everybody else in pairs. */
function bestByEveryTrio(n: number, weight: Weight, bonus: (person: number) => number): number {
  let best = -Infinity;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      for (let k = j + 1; k < n; k++) {
        const rest = Array.from({ length: n }, (_, person) => person).filter((person) => person !== i && person !== j && person !== k);
        const pairs = bestByEverySet(n - 3, (a, b) => weight(rest[a]!, rest[b]!));
        best = Math.max(best, 3 * pairs + 2 * (weight(i, j) + weight(i, k) + weight(j, k)) + bonus(i) + bonus(j) + bonus(k));
      }
    }
  }
  return best;
}

function verify(n: number, weight: Weight, bonus: (person: number) => number, { mate, trio, value }: TrioMatching): void {
  const [i, j, k] = trio;
  expect(i < j && j < k).toBe(true);
  let sum = 2 * (weight(i, j) + weight(i, k) + weight(j, k)) + bonus(i) + bonus(j) + bonus(k);
  for (const [person, other] of mate.entries()) {
    if (trio.includes(person) || other === -1) expect(other).toBe(-1);
    else {
      expect(mate[other]).toBe(person);
      if (person < other) sum += 3 * weight(person, other);
    }
  }
  expect(mate).toHaveLength(n);
  expect(sum).toBe(value);
}

describe("an odd number of people", () => {
  test("has the best trio and the best pairs, in small instances of many kinds", { timeout: 120_000 }, () => {
    const random = sfc32(5);
    let infeasible = 0;
    for (let round = 0; round < 300; round++) {
      const n = 3 + 2 * random.int(5);
      const span = [2, 10, 1000][random.int(3)]!;
      const forbidden = [0, 0, 30, 60][random.int(4)]!;
      const weight = tableOf(n, () => (random.int(100) < forbidden ? -Infinity : random.int(span) - (span >> 2)));
      const times = Array.from({ length: n }, () => random.int(3));
      const bonus = (person: number) => -times[person]! * [0, 1, 4 * span][round % 3]!;
      const best = bestByEveryTrio(n, weight, bonus);
      const found = matchWithTrio(n, weight, sfc32(round), { bonus });
      if (found === null) infeasible++;
      else verify(n, weight, bonus, found);
      expect(found?.value ?? -Infinity).toBe(best);
      expect(found?.bound ?? -Infinity).toBe(best);
    }
    expect(infeasible).toBeGreaterThan(10);
  });

  test("has three who were fewest times three, where that counts most", () => {
    const n = 21;
    const times = new Int32Array(n);
    for (let round = 0; round < 14; round++) {
      const weight: Weight = (i, j) => jitter(round, i, j) % 1000;
      const { trio } = matchWithTrio(n, weight, sfc32(round), { bonus: (person) => -10_000_000 * times[person]! })!;
      for (const person of trio) times[person]!++;
    }
    expect([...times]).toEqual(Array.from({ length: n }, () => 2));
  });

  test("is nearly as good where not everybody is tried, and says that nothing is proved", () => {
    const weight: Weight = (i, j) => jitter(1, i, j) % 1000;
    const best = matchWithTrio(61, weight, sfc32(1))!;
    expect(best.bound).toBe(best.value);
    const some = matchWithTrio(61, weight, sfc32(1), { everybody: 11 })!;
    verify(61, weight, () => 0, some);
    expect(some.bound).toBeNull();
    expect(some.value).toBeGreaterThan(0.98 * best.value);
    expect(some.value).toBeLessThanOrEqual(best.value);
  });

  test("is matched where hardly anybody can be one of the three, and not everybody is tried", () => {
    // Two halves that never meet: the three are of the odd one, whose people were three more often.
    const halves: Weight = (i, j) => (i < 7 === j < 7 ? jitter(1, i, j) % 1000 : -Infinity);
    const bonus = (person: number) => (person < 7 ? -3000 : 0);
    const found = matchWithTrio(301, halves, sfc32(1), { bonus })!;
    verify(301, halves, bonus, found);
    expect(found.trio.every((person) => person < 7)).toBe(true);
    expect(matchWithTrio(301, (i, j) => (i < 150 === j < 150 && i !== 150 && j !== 150 ? 1 : -Infinity), sfc32(1))).toBeNull();
  });

  test("has a bound that holds where tries ran out", () => {
    const random = sfc32(3);
    for (let round = 0; round < 40; round++) {
      const weight = tableOf(15, () => random.int(50));
      const best = matchWithTrio(15, weight, sfc32(1))!;
      const cut = matchWithTrio(15, weight, sfc32(1), { tries: 0 })!;
      expect(cut.value).toBeLessThanOrEqual(best.value);
      expect(cut.bound).toBeGreaterThanOrEqual(best.value);
    }
  });

  test("is paired in blocks, too, where it is large", () => {
    for (const n of [3, 5, 65, 67, 2001]) {
      const weight: Weight = (i, j) => jitter(n, i, j) % 1000;
      const bonus = (person: number) => (person % 10 === 0 ? 0 : -5000);
      const found = matchInBlocksWithTrio(n, weight, sfc32(n), { bonus })!;
      verify(n, weight, bonus, found);
      expect(found.mate.filter((other) => other === -1)).toHaveLength(3);
      if (n > 60) expect(found.trio.every((person) => person % 10 === 0)).toBe(true);
    }
  });

  test("is null where no three may be together", () => {
    const apart: Weight = (i, j) => (i % 2 === j % 2 ? -Infinity : 1);
    expect(matchWithTrio(9, apart, sfc32(1))).toBeNull();
    expect(matchInBlocksWithTrio(9, apart, sfc32(1))).toBeNull();
    expect(matchWithTrio(3, () => 1, sfc32(1))).toMatchObject({ trio: [0, 1, 2], value: 6, bound: 6 });
  });

  test("is refused where it is none", () => {
    for (const n of [0, 1, 2, 4, 3.5, Number.NaN]) {
      expect(() => matchWithTrio(n, () => 1, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
      expect(() => matchInBlocksWithTrio(n, () => 1, sfc32(1))).toThrow(expect.objectContaining({ code: "pairing/invalid_count" }));
    }
  });
});
