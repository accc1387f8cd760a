import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import { HistoryIndex } from "./history.ts";
import type { Goal, Person, RoundInput, Rule } from "./plan.input.ts";
import type { PlannedRound } from "./plan.result.ts";
import { planRound } from "./plan.ts";
import { sfc32 } from "./random.ts";

const settings = { version: "pairing/1", seed: "seed", round: 10, size: { target: 2 } } as const;
const people = (count: number): Person[] => Array.from({ length: count }, (_, index) => ({ id: `p${String(index).padStart(4, "0")}` }));
const plan = (more: Partial<RoundInput>): PlannedRound => planRound({ ...settings, people: [], ...more });
const groupsOf = ({ groups }: PlannedRound) => groups.map(({ members }) => members);
const quarter = (...bits: number[]) => {
  const mask = new Uint32Array(21);
  for (const bit of bits) mask[bit >> 5]! |= 1 << (bit & 31);
  return mask;
};

/** Small rounds of every kind but bridges: a few teams, few common hours, some never-pairs, some history. */
const anyRound = fc
  .record({
    count: fc.integer({ min: 0, max: 13 }),
    target: fc.integer({ min: 2, max: 5 }),
    random: fc.nat(),
    teams: fc.integer({ min: 1, max: 5 }),
    rules: fc.subarray<Rule["kind"]>(["never", "overlap", "differ"]),
    relax: fc.boolean(),
    past: fc.nat(4),
    paused: fc.nat(2),
    exactMax: fc.constantFrom(1000, 0),
  })
  .map(({ count, target, random: seed, teams, rules: kinds, relax, past, paused, exactMax }) => {
    const random = sfc32(seed);
    const all: Person[] = people(count + paused).map((person, index) => ({
      ...person,
      attributes: { team: String(random.int(teams)) },
      newcomer: random.int(4) === 0,
      burden: random.int(3) * 60,
      hours: quarter(random.int(3), random.int(3), random.int(3)),
      out: index < paused ? ("paused" as const) : undefined,
    }));
    const history = new HistoryIndex();
    for (let round = 10 - past; round < 10; round++) {
      const ids = random.shuffle(all.map(({ id }) => id));
      history.addRound({ round, groups: ids.flatMap((_, at) => (at % 3 === 0 ? [ids.slice(at, at + 3)] : [])).filter(({ length }) => length > 1) });
    }
    const byKind: Record<string, Rule> = {
      never: { kind: "never", pairs: Array.from({ length: 4 }, () => [`p000${random.int(10)}`, `p000${random.int(10)}`] as const) },
      overlap: { kind: "overlap", minutes: 15 },
      differ: { kind: "differ", attribute: "team" },
    };
    const input: RoundInput = {
      ...settings,
      seed: String(seed),
      size: { target },
      people: all,
      history,
      rules: kinds.map((kind) => byKind[kind]!),
      goals: [{ kind: "repeats" }, { kind: "least-met" }, { kind: "oldest" }, { kind: "overlap" }, { kind: "mix", attributes: ["team"] }, { kind: "newcomers" }, { kind: "burden" }],
      infeasible: relax ? { relax: ["overlap", "differ:team"] } : "unplaced",
      effort: { kicks: 20, exactMax, block: 4 },
    };
    return input;
  });

function breaks(rule: Rule, a: Person, b: Person): boolean {
  if (rule.kind === "differ") return a.attributes!["team"] === b.attributes!["team"];
  if (rule.kind === "overlap") return a.hours!.every((word, at) => (word & b.hours![at]!) === 0);
  return rule.kind === "never" && (rule.pairs as [string, string][]).some((pair) => pair.includes(a.id) && pair.includes(b.id) && a.id !== b.id);
}

describe("every round", () => {
  test("has everybody who takes part exactly once, nobody alone, nobody paused, and says why somebody is without a group", () => {
    fc.assert(
      fc.property(anyRound, (input) => {
        const { groups, unplaced, metrics } = planRound(input);
        const names = [...groups.flatMap(({ members }) => members), ...unplaced.map(({ member }) => member)].sort();
        expect(names).toEqual(input.people.map(({ id }) => id).sort());
        for (const { members } of groups) expect(members.length).toBeGreaterThanOrEqual(2);
        for (const { id, out } of input.people) if (out) expect(unplaced).toContainEqual({ member: id, reason: "paused" });
        expect(metrics.placed).toBe(groups.reduce((sum, { members }) => sum + members.length, 0));
        const taking = input.people.filter(({ out }) => !out);
        if (taking.length === 1) expect(unplaced).toContainEqual({ member: taking[0]!.id, reason: "alone" });
        if (unplaced.every(({ reason }) => reason === "paused") && groups.length > 0) {
          const sizes = groups.map(({ members }) => members.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
        if (input.rules!.length === 0 && taking.length > 1) expect(metrics.placed).toBe(taking.length);
      }),
      { numRuns: 300 },
    );
  });

  test("breaks no rule but those it says are relaxed, and for whom", () => {
    fc.assert(
      fc.property(anyRound, (input) => {
        const { groups, relaxed } = planRound(input);
        const person = new Map(input.people.map((one) => [one.id, one]));
        const broken: unknown[] = [];
        for (const { members } of groups) {
          for (const a of members) {
            for (const b of members.slice(members.indexOf(a) + 1)) {
              for (const rule of input.rules!) if (breaks(rule, person.get(a)!, person.get(b)!)) broken.push([rule.kind === "differ" ? "differ:team" : rule.kind, [a, b]]);
            }
          }
        }
        if (input.infeasible === "unplaced") expect(broken).toEqual([]);
        expect(broken).not.toContainEqual(["never", expect.anything()]);
        const said = relaxed.flatMap(({ rule, pairs }) => pairs.map((pair) => [rule, pair]));
        expect(said).toHaveLength(broken.length);
        for (const one of broken) expect(said).toContainEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  test("is the same bytes for any order of people, rules and past groups, and after a history was stored and read", () => {
    fc.assert(
      fc.property(anyRound, fc.nat(), (input, seed) => {
        const random = sfc32(seed);
        const history = new HistoryIndex();
        for (const { round, groups } of random.shuffle(input.history!.rounds())) history.addRound({ round, groups: random.shuffle(groups.map((members) => random.shuffle([...members]))) });
        const same = planRound({ ...input, people: random.shuffle([...input.people]), rules: random.shuffle([...input.rules!]), history });
        expect(JSON.stringify(same)).toBe(JSON.stringify(planRound(input)));
        expect(JSON.stringify(planRound({ ...input, history: HistoryIndex.fromJSON(JSON.parse(JSON.stringify(input.history))) }))).toBe(JSON.stringify(same));
      }),
      { numRuns: 100 },
    );
  });

  test("is not touched by somebody who is paused, nor by what comes after it", () => {
    fc.assert(
      fc.property(anyRound, (input) => {
        const history = HistoryIndex.fromJSON(input.history!.toJSON()).addRound({ round: 10, groups: [["p0001", "p0002"]] });
        const more = planRound({ ...input, history, people: [{ id: "a", out: "snoozed" }, ...input.people, { id: "p0001b", out: "paused" }] });
        expect(groupsOf(more)).toEqual(groupsOf(planRound(input)));
      }),
      { numRuns: 100 },
    );
  });

  test("has another hash for another input", () => {
    fc.assert(
      fc.property(anyRound, (input) => {
        const hash = planRound(input).inputHash;
        const others: Partial<RoundInput>[] = [{ seed: "other" }, { round: 11 }, { people: [...input.people, { id: "z" }] }, { size: { target: 6 } }, { goals: [] }, { rules: [{ kind: "overlap", minutes: 1 }] }, { history: new HistoryIndex().addRound({ round: 1, groups: [["a", "b"]] }) }];
        for (const other of others) expect(planRound({ ...input, ...other }).inputHash).not.toBe(hash);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the fewest people", () => {
  test.each([
    [0, [], []],
    [1, [], [{ member: "p0000", reason: "alone" }]],
    [2, [["p0000", "p0001"]], []],
    [3, [["p0000", "p0001", "p0002"]], []],
  ])("%i", (count, groups, unplaced) => {
    const round = plan({ people: people(count) });
    expect(groupsOf(round)).toEqual(groups);
    expect(round.unplaced).toEqual(unplaced);
  });

  test("of whom no two may meet are unplaced, each with the rule", () => {
    const { groups, unplaced } = plan({ people: people(6).map((person) => ({ ...person, attributes: { team: "same" } })), rules: [{ kind: "differ", attribute: "team" }] });
    expect(groups).toEqual([]);
    expect(unplaced).toEqual(people(6).map(({ id }) => ({ member: id, reason: "no-allowed-partner", rules: ["differ:team"] })));
  });
});

describe("pairs", () => {
  const even = anyRound.filter(({ people: all, size, effort }) => effort!.exactMax! > 0 && size.target === 2 && all.filter(({ out }) => !out).length % 2 === 0);

  test("are proved to be the best", () => {
    fc.assert(fc.property(even, (input) => {
      const { proof, metrics } = planRound(input);
      if (metrics.people === 0) return;
      expect(proof!.people).toHaveLength(metrics.people);
      expect(proof!.gap).toBe(0);
      expect(proof!.value).toBe(proof!.bound);
    }));
  });

  test("are the best of all there are, goal by goal in their order", () => {
    const goals: Goal[] = [{ kind: "repeats" }, { kind: "newcomers" }, { kind: "mix", attributes: ["team"] }, { kind: "least-met" }];
    const better: Record<string, 1 | -1> = { repeats: -1, "least-met": -1, newcomers: 1, mix: 1 };
    fc.assert(
      fc.property(even, (given) => {
        const input = { ...given, goals, rules: [], infeasible: "unplaced" as const, people: given.people.filter(({ out }) => !out).slice(0, 8) };
        const round = planRound(input);
        const score = (pairs: readonly (readonly string[])[]) => {
          const reasons = pairs.flatMap(([a, b]) => explain(round, a!, b!).reasons);
          return goals.map(({ kind }) => better[kind]! * reasons.filter(({ goal }) => goal === kind).reduce((sum, { value }) => sum + value!, 0));
        };
        const got = score(groupsOf(round));
        for (const other of perfect(input.people.map(({ id }) => id))) {
          const their = score(other);
          const at = got.findIndex((value, index) => value !== their[index]);
          if (at >= 0) expect(got[at]!).toBeGreaterThan(their[at]!);
        }
      }),
      { numRuns: 15 },
    );
  });

  test("score the same without chance when everybody has another name", () => {
    fc.assert(
      fc.property(even, fc.nat(), (input, seed) => {
        const names = sfc32(seed).shuffle(input.people.map(({ id }) => id));
        const renamed = new Map(input.people.map(({ id }, index) => [id, names[index]!]));
        const history = new HistoryIndex();
        for (const { round, groups } of input.history!.rounds()) history.addRound({ round, groups: groups.map((members) => members.map((id) => renamed.get(id)!)) });
        const rules = input.rules!.map((rule) => (rule.kind === "never" ? { ...rule, pairs: (rule.pairs as [string, string][]).map(([a, b]) => [renamed.get(a) ?? a, renamed.get(b) ?? b] as const) } : rule));
        const other = planRound({ ...input, rules, history, people: input.people.map((person) => ({ ...person, id: renamed.get(person.id)! })) });
        const { metrics, relaxed, unplaced } = planRound(input);
        expect(other.metrics.repeats).toBe(metrics.repeats);
        expect(other.unplaced).toHaveLength(unplaced.length);
        expect(other.relaxed.map(({ rule, pairs }) => [rule, pairs.length])).toEqual(relaxed.map(({ rule, pairs }) => [rule, pairs.length]));
      }),
      { numRuns: 100 },
    );
  });

  test("are never worth less with a rule less", () => {
    fc.assert(
      fc.property(even.filter(({ rules }) => rules!.length > 0), (input) => {
        const [ruled, free] = [planRound(input), planRound({ ...input, rules: input.rules!.slice(1) })];
        if (ruled.proof?.forbids && free.proof?.forbids) expect(free.proof.value).toBeGreaterThanOrEqual(ruled.proof.value);
      }),
    );
  });

  test("repeat what is older rather than what is recent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (x, y, z, seed) => {
        fc.pre(new Set([x, y, z]).size === 3);
        const ways = [[["p0000", "p0001"], ["p0002", "p0003"]], [["p0000", "p0002"], ["p0001", "p0003"]], [["p0000", "p0003"], ["p0001", "p0002"]]];
        const history = new HistoryIndex();
        for (const [at, round] of [x, y, z].entries()) history.addRound({ round, groups: ways[at]! });
        expect(groupsOf(plan({ seed: String(seed), people: people(4), history }))).toEqual(ways[[x, y, z].indexOf(Math.min(x, y, z))]);
      }),
    );
  });

  test("are each as likely in a first round", () => {
    const count = 10;
    const seeds = 2000;
    const times = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed++) for (const members of groupsOf(plan({ seed: `s${seed}`, round: 1, people: people(count) }))) times.set(members.join(), (times.get(members.join()) ?? 0) + 1);
    const expected = seeds / (count - 1);
    const chi = [...times.values()].reduce((sum, observed) => sum + (observed - expected) ** 2 / expected, 0);
    expect(times.size).toBe(45);
    // 45 pairs, of which each person's nine add up: 35 degrees of freedom, 5 %.
    expect(chi).toBeLessThan(49.8);
  });
});

describe("rules that leave somebody over", () => {
  const teams = (...names: string[]) => people(names.length).map((person, index) => ({ ...person, attributes: { team: names[index]! } }));
  const differ: Rule = { kind: "differ", attribute: "team" };

  test("leave out as few as possible, those first who were left out least", () => {
    const history = new HistoryIndex().addRound({ round: 8, groups: [], unplaced: ["p0000", "p0001"] }).addRound({ round: 9, groups: [], unplaced: ["p0002", "p0003"] });
    const { unplaced, groups } = plan({ people: teams("a", "a", "a", "a", "a", "b", "b", "b", "b", "a").slice(0, 10), rules: [differ], history });
    expect(groups).toHaveLength(4);
    expect(unplaced.map(({ member }) => member)).toEqual(["p0004", "p0009"]);
    expect(unplaced[0]).toEqual({ member: "p0004", reason: "no-allowed-partner", rules: ["differ:team"] });
  });

  test("are relaxed in the order that is declared, for as few as possible", () => {
    const all = [quarter(0), quarter(0), quarter(1), quarter(1)];
    const four = teams("a", "a", "a", "a").map((person, index) => ({ ...person, hours: all[index]! }));
    const rules: Rule[] = [differ, { kind: "overlap", minutes: 15 }];
    const round = plan({ people: four, rules, infeasible: { relax: ["differ:team", "overlap"] } });
    expect(round.unplaced).toEqual([]);
    expect(round.relaxed).toEqual([{ rule: "differ:team", pairs: [["p0000", "p0001"], ["p0002", "p0003"]] }]);
    expect(plan({ people: four, rules, infeasible: { relax: ["overlap"] } }).unplaced).toHaveLength(4);
  });

  test("never make people meet who never may", () => {
    const rules: Rule[] = [{ kind: "never", pairs: [["p0000", "p0001"]] }];
    expect(plan({ people: people(2), rules }).unplaced).toHaveLength(2);
    expect(() => plan({ people: people(2), rules, infeasible: { relax: ["never"] } })).toThrow(expect.objectContaining({ code: "pairing/invalid_input" }));
  });
});

describe("burden", () => {
  test("goes to those who bore less", () => {
    // Two with hours apart, two with common hours: whoever is paired across has to meet out of hours.
    const hours = [quarter(0, 1), quarter(0, 1), quarter(4, 5), quarter(0, 1)];
    const four = people(4).map((person, index) => ({ ...person, hours: hours[index]!, burden: [300, 0, 0, 300][index]! }));
    expect(groupsOf(plan({ people: four, goals: [{ kind: "burden" }] }))).toEqual([["p0000", "p0003"], ["p0001", "p0002"]]);
  });
});

describe("what cannot be planned with is refused", () => {
  test.each<[string, Partial<RoundInput>, string?]>([
    ["another version", { version: "pairing/9" as "pairing/1" }, "pairing/unknown_version"],
    ["somebody twice", { people: [...people(2), ...people(1)] }],
    ["a rule twice", { rules: [{ kind: "overlap", minutes: 1 }, { kind: "overlap", minutes: 2 }] }],
    ["a goal twice", { goals: [{ kind: "repeats" }, { kind: "repeats" }] }],
    ["five attributes", { goals: [{ kind: "mix", attributes: ["a", "b", "c", "d", "e"] }] }],
    ["half a round", { round: 1.5 }],
    ["groups of nine", { size: { target: 9 } }],
    ["a burden below zero", { people: [{ id: "a", burden: -1 }] }],
    ["hours that are no week", { people: [{ id: "a", hours: new Uint32Array(20) }] }],
    ["more than can be exact", { effort: { exactMax: 2001 } }],
    ["an odd block", { effort: { block: 7 } }],
  ])("%s", (_, wrong, code = "pairing/invalid_input") => {
    expect(() => plan({ people: people(2), ...wrong })).toThrow(expect.objectContaining({ code }));
  });
});

describe("the order of goals", () => {
  const rich = (count: number): RoundInput => ({
    ...settings,
    people: people(count).map((person, index) => ({ ...person, attributes: { team: String(index % 7) }, newcomer: index % 9 === 0, burden: index % 5, hours: quarter(index % 3, 3) })),
    history: new HistoryIndex().addRound({ round: 9, groups: [["p0000", "p0001"]] }),
    goals: [{ kind: "repeats" }, { kind: "least-met" }, { kind: "oldest" }, { kind: "overlap" }, { kind: "mix", attributes: ["team"] }, { kind: "newcomers" }, { kind: "burden" }],
  });

  test("is strict throughout among few, and says where it is not among many; the first goal always is", () => {
    const strict = (count: number, exactMax = 2000) => planRound({ ...rich(count), effort: { exactMax } }).order.map((goal) => goal.strict);
    expect(strict(10)).toEqual([true, true, true, true, true, true, true, true]);
    for (const count of [100, 400]) {
      const all = strict(count);
      expect(all[0]).toBe(true);
      expect(all.at(-1)).toBe(false);
      // Once not strict, no later one is.
      expect(all.indexOf(false)).toBe(all.lastIndexOf(true) + 1);
    }
    expect(strict(400, 0)[0]).toBe(true);
  });
});

/** All ways to pair an even number. */
function* perfect(names: string[]): Generator<string[][]> {
  if (names.length === 0) return void (yield []);
  const [first, ...rest] = names;
  for (const [at, other] of rest.entries()) for (const way of perfect(rest.filter((_, index) => index !== at))) yield [[first!, other], ...way];
}
