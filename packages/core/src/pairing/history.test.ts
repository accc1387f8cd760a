import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HistoryIndex } from "./history.ts";

describe("a history", () => {
  test("knows when and how often two met, whatever the order of its rounds", () => {
    const history = new HistoryIndex()
      .addRound({ round: 3, groups: [["a", "b"], ["c", "d"]] })
      .addRound({ round: 1, groups: [["b", "a", "c"]], unplaced: ["d"] });
    expect([history.lastMet("a", "b"), history.timesMet("a", "b")]).toEqual([3, 2]);
    expect([history.lastMet("c", "b"), history.timesMet("c", "b")]).toEqual([1, 1]);
    expect([history.lastMet("a", "d"), history.timesMet("a", "d")]).toEqual([undefined, 0]);
    expect([history.lastMet("b", "a", 3), history.timesMet("b", "a", 3)]).toEqual([1, 1]);
    expect(history.timesMet("a", "a")).toBe(0);
    expect(history.rounds().map(({ round }) => round)).toEqual([1, 3]);
  });

  test("takes a round that is added again for the only one", () => {
    const history = new HistoryIndex().addRound({ round: 1, groups: [["a", "b"]] }).addRound({ round: 1, groups: [["a", "c"]] });
    expect([history.timesMet("a", "b"), history.timesMet("a", "c")]).toEqual([0, 1]);
  });

  test("refuses a round that is not whole, and somebody in two groups", () => {
    const invalid = expect.objectContaining({ code: "pairing/invalid_input" });
    expect(() => new HistoryIndex().addRound({ round: 1.5, groups: [] })).toThrow(invalid);
    expect(() => new HistoryIndex().addRound({ round: 1, groups: [["a", "b"], ["a", "c"]] })).toThrow(invalid);
  });

  test("comes back from JSON as it was", () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
    const any = fc.record({ round: fc.nat(9), ids: fc.uniqueArray(id), size: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(any), (rounds) => {
        const history = new HistoryIndex();
        for (const { round, ids, size } of rounds) history.addRound({ round, groups: ids.flatMap((_, at) => (at % size === 0 ? [ids.slice(at, at + size)] : [])) });
        const back = HistoryIndex.fromJSON(JSON.parse(JSON.stringify(history)));
        expect(back.rounds()).toEqual(history.rounds());
        for (const a of "abcdef") for (const b of "abcdef") expect([back.lastMet(a, b), back.timesMet(a, b)]).toEqual([history.lastMet(a, b), history.timesMet(a, b)]);
      }),
    );
  });
});
