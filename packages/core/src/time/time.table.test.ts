import { describe, expect, test } from "vitest";
import { instantIn, offsetIn, zoneTable } from "./time.table.ts";

const HOUR = 3_600_000;

describe("a zone table", () => {
  // Clocks go forward by 2 at 100 h and back by 1 at 200 h.
  const table = zoneTable({ first: 0, changes: [[100 * HOUR, 2 * HOUR], [200 * HOUR, HOUR]] });

  test("changes the offset at the very instant of a change", () => {
    expect([-1e15, 100 * HOUR - 1, 100 * HOUR, 200 * HOUR - 1, 200 * HOUR, 1e15].map((t) => offsetIn(table, t) / HOUR)).toEqual([0, 0, 2, 2, 1, 1]);
  });

  test.each([
    { wall: 99.99, shift: 99.99, valid: 99.99, skip: 99.99 },
    { wall: 100, shift: 100, valid: 100, skip: null },
    { wall: 101.5, shift: 101.5, valid: 100, skip: null },
    { wall: 102, shift: 100, valid: 100, skip: 100 },
  ])("reads wall $wall h at the gap from 100 to 102 h by policy", ({ wall, shift, valid, skip }) => {
    const read = (gap: "shift" | "first-valid" | "skip") => instantIn(table, wall * HOUR, gap, "first");
    expect([read("shift"), read("first-valid")]).toEqual([shift * HOUR, valid * HOUR]);
    expect(read("skip")).toBe(skip === null ? null : skip * HOUR);
  });

  test.each([
    { wall: 200.99, first: 198.99, last: 198.99 },
    { wall: 201, first: 199, last: 200 },
    { wall: 201.99, first: 199.99, last: 200.99 },
    { wall: 202, first: 201, last: 201 },
  ])("reads wall $wall h at the fold from 201 to 202 h by policy", ({ wall, first, last }) => {
    expect(instantIn(table, wall * HOUR, "skip", "first")).toBe(first * HOUR);
    expect(instantIn(table, wall * HOUR, "skip", "last")).toBe(last * HOUR);
  });

  test("keeps only changes that change something", () => {
    const merged = zoneTable({ first: 0, changes: [[10, 0], [20, HOUR], [20, 0], [30, HOUR], [40, HOUR]] });
    expect([...merged.starts]).toEqual([-Infinity, 30]);
    expect([...merged.offsets]).toEqual([0, HOUR]);
  });
});
