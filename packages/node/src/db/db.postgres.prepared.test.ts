import { describe, expect, it } from "vitest";
import { preparedStatements } from "./db.postgres.prepared.ts";

describe("prepared statements", () => {
  it("names a text from its third use on, and always the same", () => {
    const prepared = preparedStatements();
    expect(["a", "a", "a", "b", "a", "b", "b"].map((text) => prepared.nameOf(text))).toEqual([undefined, undefined, "meanwhile_0", undefined, "meanwhile_0", undefined, "meanwhile_1"]);
  });

  it("names no more than two hundred, and keeps those", () => {
    const prepared = preparedStatements();
    const texts = Array.from({ length: 5_000 }, (_, i) => `select ${i}`);
    for (let use = 0; use < 4; use++) texts.slice(0, 300).forEach((text) => prepared.nameOf(text));
    texts.forEach((text) => prepared.nameOf(text));
    expect(new Set(texts.map((text) => prepared.nameOf(text))).size).toBe(201);
    expect(prepared.nameOf("select 0")).toBe("meanwhile_0");
  });

  it.each([
    ["26000", true],
    ["42P05", true],
    ["0A000", true],
    ["23505", false],
  ])("stops for good where naming was at fault (SQLSTATE %s: %s)", (code, stops) => {
    const prepared = preparedStatements();
    for (let use = 0; use < 3; use++) prepared.nameOf("a");
    expect(prepared.failed({ code })).toBe(stops);
    expect(prepared.nameOf("a")).toBe(stops ? undefined : "meanwhile_0");
    expect(prepared.failed({ code })).toBe(false);
  });
});
