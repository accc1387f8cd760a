import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HistoryIndex } from "./history.ts";
import type { Person, RoundInput, Rule } from "./plan.input.ts";
import { planRound } from "./plan.ts";
import { sfc32 } from "./random.ts";

const side = (cohort: string | undefined, count: number, first = 0): Person[] => Array.from({ length: count }, (_, index) => ({ id: `${cohort ?? "none"}${index + first}`, cohort }));
const bridge: Rule = { kind: "bridge", one: "mentor", many: "mentee" };
const settings: Omit<RoundInput, "people"> = { version: "pairing/1", seed: "bridge", round: 4, size: { target: 2 }, rules: [bridge] };

describe("a round across a bridge", () => {
  test("gives everybody of the many one mentor, loads even, whatever the numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (mentors, mentees, capacity, seed) => {
        const people = sfc32(seed).shuffle([...side("mentor", mentors), ...side("mentee", mentees), ...side(undefined, 1)]);
        const round = planRound({ ...settings, people, rules: [{ ...bridge, capacity }] });
        const { groups, unplaced } = round;
        expect([...groups.flatMap(({ members }) => members), ...unplaced.map(({ member }) => member)].sort()).toEqual(people.map(({ id }) => id).sort());
        expect(unplaced).toContainEqual({ member: "none0", reason: "no-cohort" });
        const reasons = new Set(unplaced.filter(({ member }) => member !== "none0").map(({ reason }) => reason));
        if (mentors === 0 || mentees === 0) {
          expect([...reasons]).toEqual(mentors + mentees > 0 ? ["cohort-empty"] : []);
          return;
        }
        for (const { members } of groups) expect(members.map((id) => id.startsWith("mentor"))).toEqual(members.map((_, at) => at === 0));
        const loads = groups.map(({ members }) => members.length - 1);
        expect(Math.max(...loads)).toBeLessThanOrEqual(capacity);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        const over = Math.max(0, mentees - mentors * capacity);
        const spare = Math.max(0, mentors - mentees);
        expect(round.metrics.unplaced).toEqual({ "no-cohort": 1, ...(over ? { "no-room": over } : {}), ...(spare ? { spare } : {}) });
        expect(JSON.stringify(planRound({ ...settings, people: people.reverse(), rules: [{ ...bridge, capacity }] }))).toBe(JSON.stringify(round));
      }),
    );
  });

  test("breaks no rule in any group, between two mentees neither", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 14 }), fc.integer({ min: 2, max: 4 }), fc.nat(), (mentors, mentees, teams, seed) => {
        const random = sfc32(seed);
        const people = [...side("mentor", mentors), ...side("mentee", mentees)].map((person) => ({ ...person, attributes: { team: String(random.int(teams)) } }));
        const { groups, unplaced } = planRound({ ...settings, people, rules: [bridge, { kind: "differ", attribute: "team" }] });
        const team = new Map(people.map(({ id, attributes }) => [id, attributes.team]));
        for (const { members } of groups) expect(new Set(members.map((id) => team.get(id))).size).toBe(members.length);
        expect(groups.flatMap(({ members }) => members).length + unplaced.length).toBe(people.length);
      }),
    );
  });

  test("is with somebody else each time, as long as there is somebody", () => {
    const people = [...side("mentor", 5), ...side("mentee", 5)];
    const history = new HistoryIndex();
    for (let round = 1; round <= 5; round++) {
      const { groups, metrics } = planRound({ ...settings, round, people, history });
      expect(metrics.repeats).toBe(0);
      history.addRound({ round, groups: groups.map(({ members }) => members) });
    }
  });

  test("leaves out in turn", () => {
    const people = [...side("mentor", 2), ...side("mentee", 6)];
    const history = new HistoryIndex();
    const out = new Map<string, number>();
    for (let round = 1; round <= 6; round++) {
      const { groups, unplaced } = planRound({ ...settings, round, people, history, rules: [{ ...bridge, capacity: 2 }] });
      expect(unplaced).toHaveLength(2);
      for (const { member } of unplaced) out.set(member, (out.get(member) ?? 0) + 1);
      history.addRound({ round, groups: groups.map(({ members }) => members), unplaced: unplaced.map(({ member }) => member) });
    }
    expect([...out.values()]).toEqual([2, 2, 2, 2, 2, 2]);
  });
});
