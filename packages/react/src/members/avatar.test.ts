import { describe, expect, it } from "vitest";
import { hueOf, initialsOf } from "./avatar.ts";

describe("initialsOf", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["ada", "A"],
    ["Maximiliane von Oberstolz", "MO"],
    ["田中 由紀", "田由"],
    ["👩‍👧 Family", "👩‍👧F"],
    ["éva ágnes", "ÉÁ"],
    ["", ""],
  ])("%s: %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe("hueOf", () => {
  it("stays the same for an id and differs between neighbours", () => {
    expect(hueOf("usr_1")).toBe(hueOf("usr_1"));
    expect(new Set(["usr_1", "usr_2", "usr_3", "usr_4"].map(hueOf)).size).toBe(4);
  });
});
