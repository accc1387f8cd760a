import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseQuery, printQuery } from "./search.query.rules.ts";

const parts = (text: string) => {
  const { issues, lastWordIsPrefix: _, ...rest } = parseQuery(text);
  return { ...Object.fromEntries(Object.entries(rest).filter(([, part]) => part.length > 0)), ...(issues.length > 0 && { issues }) };
};
const filter = (operator: string, value: string, negated = false) => ({ operator, value, negated });

describe("a query", () => {
  it.each([
    ["", {}],
    ["  budget   2027 ", { words: ["budget", "2027"] }],
    ["in:design from:ada budget", { filters: [filter("in", "design"), filter("from", "ada")], words: ["budget"] }],
    ["IN:Design", { filters: [filter("in", "Design")] }],
    ['from:"Ada Lovelace" to:grace', { filters: [filter("from", "Ada Lovelace"), filter("to", "grace")] }],
    ["-from:ada -draft -\"old plan\"", { filters: [filter("from", "ada", true)], excluded: [{ text: "draft", phrase: false }, { text: "old plan", phrase: true }] }],
    ['"a plan" b', { phrases: ["a plan"], words: ["b"] }],
    ['"never closed', { phrases: ["never closed"] }],
    ["“smart quotes” «und andere» „so“", { phrases: ["smart quotes", "und andere", "so"] }],
    ["before:2026-11-03 after:7d", { filters: [filter("before", "2026-11-03"), filter("after", "7d")] }],
    ["before:2026-02-30", { words: ["before:2026-02-30"], issues: [{ code: "bad_value", operator: "before", value: "2026-02-30" }] }],
    ["is:Open has:video mentions:me", { filters: [filter("is", "open"), filter("has", "video"), filter("mentions", "me")] }],
    ["is:late", { words: ["is:late"], issues: [{ code: "bad_value", operator: "is", value: "late" }] }],
    ["in: budget", { words: ["budget"], issues: [{ code: "missing_value", operator: "in", value: "" }] }],
    ["form:ada", { words: ["form:ada"], issues: [{ code: "unknown_operator", operator: "form", value: "ada" }] }],
    ["https://example.com/a in\\:design", { words: ["https://example.com/a", "in:design"] }],
    ["\\-5 \\\"x 12:30 a\\\\b", { words: ["-5", '"x', "12:30", "a\\b"] }],
    ["— - -- ?! 🙂", {}],
    ["ｉｎ：ｄｅｓｉｇｎ　会議", { filters: [filter("in", "design")], words: ["会議"] }],
    ["in:تصميم قرار", { filters: [filter("in", "تصميم")], words: ["قرار"] }],
    ["well-known e-mail", { words: ["well-known", "e-mail"] }],
  ])("%j is taken apart", (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it.each([
    ["bud", true],
    ["in:design bud", true],
    ["bud ", false],
    ['"bud"', false],
    ["-bud", false],
    ["in:bud", false],
    ["budget -", false],
    ["", false],
  ])("%j ends in a word still being typed: %s", (text, expected) => {
    expect(parseQuery(text).lastWordIsPrefix).toBe(expected);
  });
});

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."ab:-\"\\ “»　：in\u202e", "is:open", "from:", "before:1y", "会", "ä", "\n") }),
);

test("printing what was parsed is stable, and means the same", () => {
  fc.assert(
    fc.property(text, (typed) => {
      const { issues: _, ...query } = parseQuery(typed);
      const printed = printQuery(query);
      const { issues: __, ...again } = parseQuery(printed);
      expect(again).toEqual(query);
      expect(printQuery(again)).toBe(printed);
    }),
    { numRuns: 2_000 },
  );
});

test("any words, phrases, exclusions and filters can be written", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => /[\p{L}\p{N}]/u.test(one) && !/\s|[\uff01-\uff5e]/u.test(one));
  const phrase = fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.array(word), fc.array(phrase), fc.array(word), fc.array(phrase), (words, phrases, excluded, names) => {
      const query = {
        words,
        phrases,
        excluded: excluded.map((one) => ({ text: one, phrase: false })),
        filters: names.map((value, i) => ({ operator: "from" as const, value, negated: i % 2 === 0 })),
        lastWordIsPrefix: false,
      };
      const { issues, ...parsed } = parseQuery(printQuery(query));
      expect(parsed).toEqual(query);
      expect(issues).toEqual([]);
    }),
  );
});
