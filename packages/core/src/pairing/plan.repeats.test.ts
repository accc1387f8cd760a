import { describe, expect, test } from "vitest";
import { HistoryIndex } from "./history.ts";
import type { Person } from "./plan.input.ts";
import { planRound } from "./plan.ts";

const people = (count: number): Person[] => Array.from({ length: count }, (_, index) => ({ id: `p${String(index).padStart(4, "0")}` }));

describe("repeats over many rounds", () => {
  test.each([10, 20, 50, 200])("are the theoretical minimum after 26, 52 and 104 rounds of %i people, none right after the other", (count) => {
    const history = new HistoryIndex();
    let repeats = 0;
    for (let round = 1; round <= 104; round++) {
      const { groups, metrics } = planRound({ version: "pairing/1", seed: "minimum", round, people: people(count), history, size: { target: 2 } });
      for (const { members } of groups) expect(history.lastMet(members[0]!, members[1]!)).not.toBe(round - 1);
      repeats += metrics.repeats;
      if ([26, 52, 104].includes(round)) expect(repeats).toBe(Math.max(0, round - (count - 1)) * (count / 2));
      history.addRound({ round, groups: groups.map(({ members }) => members) });
    }
    const met = people(count).map(({ id }) => history.timesMet("p0000", id)).slice(1);
    // Everybody has met everybody equally often, give or take one.
    expect(Math.max(...met) - Math.min(...met)).toBeLessThanOrEqual(1);
  });
});
