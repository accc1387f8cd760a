import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINIMUM, type ResultPerson, type ResultRound, resultsOf } from "./pairing.results.rules.ts";

const person = (id: string, more: Partial<ResultPerson> = {}): ResultPerson => ({ id, timeZone: "UTC", teamId: null, newcomer: false, settled: false, burden: 0, met: null, ...more });
const round = (number: number, groups: ResultPerson[][], more: Partial<ResultRound> = {}): ResultRound => ({ number, audience: groups.flat().length, over: true, groups, ...more });

describe("resultsOf", () => {
  it("counts who took part, who met, and whom they had met before", () => {
    const [a, b, c, d, e, f] = ["a", "b", "c", "d", "e", "f"] as const;
    const first = round(1, [[person(a, { met: "yes", teamId: "x" }), person(b, { teamId: "y" })], [person(c, { met: "no" }), person(d)], [person(e, { burden: 30 }), person(f)]], { audience: 8 });
    const second = round(2, [[person(a), person(b, { met: "yes" })], [person(c), person(e, { met: "rescheduled" })], [person(d), person(f)]]);
    const all = resultsOf([first, second], 26, true);
    expect(all).toMatchObject({
      rounds: 2,
      participation: { value: 12 / 14, people: 6 },
      met: { value: 2 / 6, people: 6 },
      answered: { value: 4 / 12, people: 6 },
      crossTeam: { value: 1 / 6, people: 6 },
      repeats: { value: 1 / 6, people: 6 },
      burden: [{ timeZone: "UTC", minutes: 30 / 12, people: 6 }],
      partners: { least: 1, median: 2, most: 2, people: 6 },
    });
    expect(resultsOf([first, second], 1, true)).toMatchObject({ rounds: 1, repeats: { value: 1 / 3 }, participation: { value: 1 } });
    expect(resultsOf([first], 26, false).crossTeam).toEqual({ value: null, people: null });
  });

  it("counts a round that goes on by the groups that said something", () => {
    const groups = [[person("a", { met: "yes" }), person("b"), person("c")], [person("d"), person("e"), person("f", { met: "no" })], [person("g"), person("h")]];
    expect(resultsOf([round(1, groups, { over: false })], 26, false).met).toEqual({ value: 0.5, people: 6 });
  });

  it("tells of newcomers in whole fives, those whose first month is over", () => {
    const fresh = (id: string, met: ResultPerson["met"]) => person(id, { newcomer: true, settled: true, met });
    const groups = [[fresh("a", "yes"), fresh("b", null)], [fresh("c", null), fresh("d", null)], [fresh("e", "yes"), person("f", { newcomer: true })], [fresh("g", "yes"), person("h")]];
    expect(resultsOf([round(1, groups)], 26, false).newcomers).toEqual({ value: 3 / 5, people: 5 });
    expect(resultsOf([round(1, groups.slice(0, 2).concat([[person("x"), person("y")]]))], 26, false).newcomers).toEqual({ value: null, people: null });
  });

  const rounds = fc.array(
    fc.record({
      groups: fc.array(fc.tuple(fc.constantFrom("UTC", "Asia/Tokyo", "Europe/Lisbon"), fc.constantFrom("UTC", "Asia/Tokyo"), fc.integer({ min: 0, max: 90 }), fc.constantFrom("yes", "no", null)), { maxLength: 8 }),
      over: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  const made = (given: typeof rounds extends fc.Arbitrary<infer T> ? T : never) =>
    given.map(({ groups, over }, i) =>
      round(i + 1, groups.map(([zone, other, burden, met], g) => [person(`a${g}`, { timeZone: zone, burden, met }), person(`b${g}`, { timeZone: other, burden: 90 - burden })]), { over }),
    );

  it("never tells of fewer than five people", () => {
    fc.assert(
      fc.property(rounds, fc.integer({ min: 1, max: 8 }), (given, count) => {
        const results = resultsOf(made(given), count, true);
        for (const one of [results.participation, results.met, results.answered, results.newcomers, results.crossTeam, results.repeats]) {
          expect(one.value === null).toBe(one.people === null);
          if (one.people !== null) expect(one.people).toBeGreaterThanOrEqual(MINIMUM);
        }
        for (const zone of results.burden) expect(zone.people).toBeGreaterThanOrEqual(MINIMUM);
      }),
    );
  });

  it("lets nobody be told apart by reading once more: between two readings lie five people of a zone at least, or nobody", () => {
    fc.assert(
      fc.property(rounds, (given) => {
        const all = made(given);
        for (let count = 1; count < all.length; count++) {
          const [fewer, more] = [resultsOf(all, count, false), resultsOf(all, count + 1, false)];
          const added = all[all.length - count - 1]!;
          for (const zone of more.burden) {
            const before = fewer.burden.find(({ timeZone }) => timeZone === zone.timeZone);
            const there = added.groups.flat().filter(({ timeZone }) => timeZone === zone.timeZone).length;
            if (there < MINIMUM) expect(zone).toEqual(before);
          }
          if (added.groups.flat().length < MINIMUM) expect(more).toEqual(fewer);
        }
      }),
    );
  });
});
