import { describe, expect, test } from "vitest";
import { HistoryIndex } from "./history.ts";
import { organisation } from "./organisation.fixture.ts";
import { addDays } from "../time/index.ts";
import { overlapMinutes } from "./overlap.ts";
import type { Rule } from "./plan.input.ts";
import { planRound } from "./plan.ts";
import { sfc32 } from "./random.ts";

describe("a thousand people, of whom one in twenty is replaced each week", () => {
  test.each([
    ["in blocks", 26, 500],
    ["exactly", 3, 1000],
  ])("meet %s without a repeat, nobody without an hour in common, nobody left out", { timeout: 240_000 }, (_, rounds, exactMax) => {
    const rules: Rule[] = [{ kind: "overlap", minutes: 60 }];
    const history = new HistoryIndex();
    const random = sfc32(7);
    const numbers = Array.from({ length: 1000 }, (__, index) => index);
    for (let round = 1, joined = 1000; round <= rounds; round++) {
      const people = organisation(numbers, addDays("2026-03-02", 7 * round));
      const hours = new Map(people.map((person) => [person.id, person.hours!]));
      const { groups, unplaced, metrics, relaxed } = planRound({ version: "pairing/1", seed: "churn", round, people, history, size: { target: 2 }, rules, effort: { exactMax } });
      expect([metrics.repeats, metrics.placed, unplaced, relaxed]).toEqual([0, 1000, [], []]);
      for (const { members: [a, b] } of groups) {
        expect(history.timesMet(a!, b!)).toBe(0);
        expect(overlapMinutes(hours.get(a!)!, hours.get(b!)!)).toBeGreaterThanOrEqual(60);
      }
      history.addRound({ round, groups: groups.map(({ members }) => members) });
      for (let gone = 0; gone < 50; gone++) numbers[random.int(1000)] = joined++;
    }
  });
});
