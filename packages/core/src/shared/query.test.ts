import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newer, settle } from "./query.ts";

const thing = (id: string, version: number, rest: object = {}) => ({ id, version, ...rest });

describe("newer", () => {
  test("takes the higher version, and on a tie what was read later", () => {
    const [old, young, again] = [thing("a", 1), thing("a", 2), thing("a", 2)];
    expect(newer(old, young)).toBe(young);
    expect(newer(young, old)).toBe(young);
    expect(newer(young, again)).toBe(again);
  });
});

describe("settle", () => {
  test("gives what was held where nothing changed", () => {
    const json = fc.jsonValue();
    fc.assert(
      fc.property(json, (value) => {
        const held = structuredClone(value);
        expect(settle(held, value)).toEqual(value);
        if (typeof value === "object" && value !== null) expect(settle(held, value)).toBe(held);
      }),
    );
  });

  test("gives what was read where versions do not say otherwise", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (held, next) => {
        expect(settle(strip(held), strip(next))).toEqual(strip(next));
      }),
    );
  });

  test("keeps a thing that is newer than the one that was read, wherever it stands", () => {
    const held = { pages: [{ data: [thing("a", 3, { title: "new" }), thing("b", 1)] }] };
    const next = { pages: [{ data: [thing("b", 2), thing("a", 2, { title: "old" }), thing("c", 1)] }] };
    const settled = settle(held, next) as typeof held;
    expect(settled).toEqual({ pages: [{ data: [thing("b", 2), thing("a", 3, { title: "new" }), thing("c", 1)] }] });
    expect(settled.pages[0]!.data[1]).toBe(held.pages[0]!.data[0]);
  });

  test("takes a name that objects are born with for a name", () => {
    const next = JSON.parse('{"__proto__":{"a":2},"constructor":1}') as object;
    expect(JSON.stringify(settle({ b: 1 }, next))).toBe(JSON.stringify(next));
    expect(JSON.stringify(settle(JSON.parse('{"__proto__":{"a":1},"constructor":1}'), next))).toBe(JSON.stringify(next));
  });

  test("forgets what is gone", () => {
    expect(settle([thing("a", 9), thing("b", 1)], [thing("b", 1)])).toEqual([thing("b", 1)]);
  });

  test("does not read a version in a host's metadata", () => {
    expect(settle(thing("a", 1, { metadata: thing("x", 9) }), thing("a", 2, { metadata: thing("x", 1) }))).toEqual(thing("a", 2, { metadata: thing("x", 1) }));
  });
});

/** The same value without the names that mean something. */
function strip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) => (key === "id" || key === "version" ? undefined : part));
}
