import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import { HistoryIndex } from "./history.ts";
import type { Person, RoundInput } from "./plan.input.ts";
import { planRound } from "./plan.ts";
import { sfc32 } from "./random.ts";

const people = (count: number): Person[] => Array.from({ length: count }, (_, index) => ({ id: `p${index}`, attributes: { team: String(index % 3) } }));
const base: RoundInput = { version: "pairing/1", seed: "seed", round: 5, size: { target: 2 }, people: people(8) };

function pastOf(ids: string[], rounds: number, seed: number): HistoryIndex {
  const history = new HistoryIndex();
  for (let round = 5 - rounds; round < 5; round++) {
    const order = sfc32(seed + round).shuffle([...ids]);
    history.addRound({ round, groups: order.flatMap((_, at) => (at % 2 === 0 ? [order.slice(at, at + 2)] : [])) });
  }
  return history;
}

describe("why two are together", () => {
  test("is said goal by goal, the same in the group and when asked", () => {
    const history = new HistoryIndex().addRound({ round: 2, groups: [["p0", "p1"]] }).addRound({ round: 3, groups: [["p0", "p1"]] });
    const round = planRound({ ...base, people: people(2), history, goals: [{ kind: "repeats", window: 1 }, { kind: "least-met" }, { kind: "oldest" }, { kind: "overlap" }, { kind: "mix", attributes: ["team", "office"] }] });
    expect(round.groups[0]!.reasons).toEqual([
      { goal: "repeats", between: ["p0", "p1"], value: 0, best: 0 },
      { goal: "least-met", between: ["p0", "p1"], value: 2, best: 0 },
      { goal: "oldest", between: ["p0", "p1"], value: 2, best: null },
      { goal: "mix", between: ["p0", "p1"], value: 2, best: 2, attributes: ["team", "office"] },
    ]);
    expect(explain(round, "p0", "p1")).toEqual({ together: true, reasons: round.groups[0]!.reasons, rules: [], unplaced: [], loss: null });
  });
});

describe("why two are not together", () => {
  test("is the rule between them, or that one of them takes no part", () => {
    const round = planRound({ ...base, people: [...people(4), { id: "away", out: "snoozed" }], rules: [{ kind: "never", pairs: [["p0", "p1"]] }, { kind: "differ", attribute: "team" }] });
    expect(explain(round, "p0", "p1")).toMatchObject({ together: false, rules: ["never"], loss: null });
    expect(explain(round, "p0", "p3").rules).toEqual(["differ:team"]);
    expect(explain(round, "away", "p3").unplaced).toEqual([{ member: "away", reason: "snoozed" }]);
  });

  test("loses no less than it says, by every other way to pair them", () => {
    fc.assert(
      fc.property(fc.constantFrom(4, 6, 8), fc.nat(4), fc.nat(), (count, rounds, seed) => {
        const ids = people(count).map(({ id }) => id);
        const round = planRound({ ...base, people: people(count), history: pastOf(ids, rounds, seed), seed: String(seed) });
        for (const a of ids) {
          for (const b of ids) {
            if (a >= b) continue;
            const { together, loss } = explain(round, a, b);
            if (together) continue;
            // Whoever else they could have met is forbidden: they have to be together. The weights are the same.
            const others = ids.flatMap((id) => (id === a || id === b ? [] : [[a, id] as const, [b, id] as const]));
            const forced = planRound({ ...round.input, rules: [{ kind: "never", pairs: others }] });
            expect(forced.proof!.forbids).toBe(true);
            expect(round.proof!.value - forced.proof!.value).toBeGreaterThanOrEqual(loss!.atLeast);
            expect(loss!.atLeast).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test("is said of an odd number, too, of whoever is not of the three, for rounds with the same three", () => {
    const round = planRound({ ...base, people: people(9), history: pastOf(people(9).map(({ id }) => id), 3, 5) });
    const trio = round.groups.find(({ members }) => members.length === 3)!.members;
    const pairs = round.groups.filter(({ members }) => members.length === 2).map(({ members }) => members);
    expect([round.algorithm, round.proof!.gap, round.metrics.unavoidableRepeats]).toEqual(["trio", 0, null]);
    expect(explain(round, trio[0]!, pairs[0]![0]!).loss).toBeNull();
    // The worth of pairs as the proof has it: its prices are tight for those who are together.
    const others = round.proof!.people.map((number) => `p${number}`);
    expect([...others, ...trio].sort()).toEqual(people(9).map(({ id }) => id));
    for (const [a] of pairs) for (const [, b] of pairs) if (!explain(round, a!, b!).together) expect(explain(round, a!, b!).loss!.atLeast).toBeGreaterThanOrEqual(0);
  });

  test("names the goal that would come out worse", () => {
    const history = new HistoryIndex().addRound({ round: 4, groups: [["p0", "p1"], ["p2", "p3"]] });
    const round = planRound({ ...base, people: people(4), history });
    expect(explain(round, "p0", "p1").loss!.goal).toBe("repeats");
    const fresh = planRound({ ...base, people: people(4) });
    const apart = ["p1", "p2", "p3"].find((id) => !explain(fresh, "p0", id).together)!;
    expect(explain(fresh, "p0", apart).loss!.goal).toBe("chance");
  });
});

describe("a stored round", () => {
  test("explains with its input beside it, and with no other", () => {
    const history = pastOf(people(8).map(({ id }) => id), 3, 1);
    const round = planRound({ ...base, history });
    const stored = JSON.parse(JSON.stringify(round)) as typeof round;
    expect(stored.input).toBeUndefined();
    // What came after the round is no part of it.
    history.addRound({ round: 5, groups: round.groups.map(({ members }) => members) });
    expect(explain({ ...stored, input: { ...base, people: people(8).reverse(), history } }, "p0", "p1")).toEqual(explain(round, "p0", "p1"));
    const other = expect.objectContaining({ code: "pairing/other_input" });
    expect(() => explain(stored, "p0", "p1")).toThrow(other);
    expect(() => explain({ ...stored, input: base }, "p0", "p1")).toThrow(other);
    expect(() => explain(round, "p0", "nobody")).toThrow(expect.objectContaining({ code: "pairing/invalid_input" }));
  });
});
