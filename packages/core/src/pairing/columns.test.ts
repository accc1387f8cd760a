import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import { HistoryIndex } from "./history.ts";
import { organisation } from "./organisation.fixture.ts";
import { MASK_WORDS } from "./overlap.ts";
import type { ColumnarRoundInput, PeopleColumns, RoundInput } from "./plan.input.ts";
import { planRound } from "./plan.ts";

const numbers = Array.from({ length: 60 }, (_, index) => index);
const settings = { version: "pairing/1", seed: "columns", round: 3, size: { target: 2 } } as const;
const rules = { rules: [{ kind: "overlap", minutes: 60 }, { kind: "differ", attribute: "team" }] } satisfies Partial<RoundInput>;

/** The same people as columns. */
function columnsOf(people: RoundInput["people"]): PeopleColumns {
  const masks = [...new Set(people.map(({ hours }) => hours!))];
  const values = (name: string) => {
    const all = [...new Set(people.map(({ attributes }) => attributes![name]!))];
    return Int32Array.from(people, ({ attributes }) => all.indexOf(attributes![name]!) + 1);
  };
  return {
    count: people.length,
    attributes: { team: values("team"), department: values("department") },
    newcomer: Uint8Array.from(people, ({ newcomer }) => (newcomer ? 1 : 0)),
    hours: { masks: Uint32Array.from(masks.flatMap((mask) => [...mask])), of: Uint16Array.from(people, ({ hours }) => masks.indexOf(hours!)) },
    out: Uint8Array.from(people, ({ out }) => (out ? 1 : 0)),
  };
}

describe("people as columns", () => {
  const people = organisation(numbers).map((person, index) => ({ ...person, out: index === 7 || index === 9 ? ("paused" as const) : undefined }));
  const first = planRound({ ...settings, ...rules, round: 2, people });
  const history = new HistoryIndex().addRound({ round: 2, groups: first.groups.map(({ members }) => members) });
  const rowOf = (id: string) => Number(id.slice(1));
  const partners = new Int32Array(people.length).fill(-1);
  for (const { members: [a, b] } of first.groups) {
    partners[rowOf(a!)] = rowOf(b!);
    partners[rowOf(b!)] = rowOf(a!);
  }
  const input: ColumnarRoundInput = { ...settings, ...rules, columns: columnsOf(people), history: { rounds: Int32Array.of(2), partners } };

  test.each([2, 4])("meet as the same people by name do, in groups of %i", (target) => {
    const named = planRound({ ...settings, ...rules, size: { target }, people, history });
    const { groups, unplaced, metrics, relaxed } = planRound({ ...input, size: { target } });
    const rows = Array.from({ length: groups.starts.length - 1 }, (_, group) => [...groups.members.subarray(groups.starts[group], groups.starts[group + 1])]);
    expect(rows).toEqual(named.groups.map(({ members }) => members.map(rowOf)));
    expect(unplaced).toEqual(named.unplaced.map((one) => ({ ...one, member: rowOf(one.member) })));
    expect({ ...metrics }).toEqual({ ...named.metrics });
    expect(relaxed).toEqual([]);
    expect(unplaced.map(({ member }) => member)).toEqual(expect.arrayContaining([7, 9]));
  });

  test("are explained by row", () => {
    const round = planRound(input);
    const [a, b, c] = round.groups.members;
    expect(explain(round, a!, b!)).toMatchObject({ together: true, loss: null, reasons: expect.arrayContaining([{ goal: "repeats", between: [a, b], value: 0, best: 0 }]) });
    expect(explain(round, b!, c!).together).toBe(false);
    expect(explain(round, 7, a!).unplaced).toEqual([{ member: 7, reason: "paused" }]);
  });

  test("count the rounds in which somebody had two partners as trios", () => {
    const three: ColumnarRoundInput = { ...settings, columns: { count: 3 }, history: { rounds: Int32Array.of(1, 1, 2), partners: Int32Array.of(1, 2, 1, 0, 2, 0, 0, 1, -1) } };
    expect(planRound(three).metrics).toMatchObject({ repeats: 3, trios: { now: 1, times: { min: 2, max: 2 }, soonest: 2 }, partners: { min: 2, max: 2 }, neverMet: 0 });
  });

  test.each<[string, Partial<PeopleColumns>]>([
    ["of another length", { newcomer: new Uint8Array(3) }],
    ["with a mask that is not there", { hours: { masks: new Uint32Array(MASK_WORDS), of: Uint16Array.from({ length: 60 }, () => 1) } }],
    ["with less than no burden", { burden: new Int32Array(60).fill(-1) }],
  ])("are refused %s", (_, wrong) => {
    expect(() => planRound({ ...input, columns: { ...input.columns, ...wrong } })).toThrow(expect.objectContaining({ code: "pairing/invalid_input" }));
  });
});
