import fc from "fast-check";
import { expect, it, test } from "vitest";
import { completed, completionOf, operatorsLike, valuesLike } from "./search.completion.rules.ts";
import { parseQuery } from "./search.query.rules.ts";

it.each([
  ["", { start: 0, operator: null, typed: "" }],
  ["fr", { start: 0, operator: null, typed: "fr" }],
  ["budget from:ad", { start: 7, operator: "from", typed: "ad" }],
  ["budget -in:", { start: 7, negated: true, operator: "in", typed: "" }],
  ["budget ", { start: 7, operator: null, typed: "" }],
  ["form:ad", null],
  ['"a from', { start: 3, operator: null, typed: "from" }],
  ["会議", null],
  ["12:30", null],
])("the end of %j may become %j", (query, expected) => {
  expect(completionOf(query)).toEqual(expected && { negated: false, ...expected });
});

test("operators and values are offered by how they begin", () => {
  expect(operatorsLike("")).toHaveLength(8);
  expect(operatorsLike("m")).toEqual(["mentions"]);
  expect(valuesLike("is", "c")).toEqual(["closed"]);
  expect(valuesLike("in", "")).toEqual([]);
});

test("a completed value is read as that value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }).map((name) => name.trim().replaceAll(/\s+/gu, " ")).filter((name) => /[\p{L}\p{N}]/u.test(name) && !/[\uff01-\uff5e„‟«»]|^\\|\\$/u.test(name) && !name.includes("\\")), (name) => {
      const query = completed("plan in:x", completionOf("plan in:x")!, "in", name);
      expect(parseQuery(query).filters).toEqual([{ operator: "in", value: name, negated: false }]);
    }),
  );
});
