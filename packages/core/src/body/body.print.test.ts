import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Align, Block, Body, Break, Inline, ListItem, Mark, Text } from "./body.ts";
import { normalizeBody, parseMarkdown, printMarkdown } from "./index.ts";

const marks = fc.subarray<Mark>(["bold", "code", "italic", "strike"]).map((some): Mark[] => (some.length > 2 ? some.slice(0, 2) : some));
/** Strings dense in what Markdown cares about. */
const awkward = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(..."ab1 xyé中 ") },
      { weight: 4, arbitrary: fc.constantFrom(..."*_~`[]()<>!&#+-=|:.@\\/\"'{}^$;, \t\n\u00a0\u2028") },
      { weight: 1, arbitrary: fc.constantFrom("**", "~~", "```", "http://", "www.", "a@b.co", "- ", "1. ", "# ", "> ", "&amp;", "&#35;", "😀", "\ud83d", "\u202e", "](", "---", "===", "[x] ", ":-", "    ", "\\|") },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
const text: fc.Arbitrary<Text> = fc.record({ type: fc.constant("text"), text: awkward, marks });
const lineBreak: fc.Arbitrary<Break> = fc.record({ type: fc.constant("break") });
const href = fc.oneof(
  fc.constantFrom("https://x.y/a?b=1&copy=2&lt;#(c)", "http://x.y/*a*_b_", "mailto:a@b.co", "/a", "#b", "//x.y", "javascript:alert(1)", "/\\x.y", "https://x.y/a b|`<>"),
  awkward.map((path) => `https://x.y/${path}`),
);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: lineBreak },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("link" as const), href, content: fc.array(fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: lineBreak }), { maxLength: 3 }) }) },
  { weight: 1, arbitrary: href.map((to): Inline => ({ type: "link", href: to, content: [{ type: "text", text: to, marks: [] }] })) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("mention" as const), kind: fc.constantFrom("user", "group"), id: fc.oneof(awkward, fc.constant("usr_1")), label: awkward }) },
);
const inlines = fc.array(inline, { maxLength: 6 });
const { block } = fc.letrec<{ block: Block; blocks: Block[] }>((tie) => ({
  blocks: fc.array(tie("block"), { maxLength: 3 }),
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ type: fc.constant("paragraph" as const), content: inlines }),
    fc.record({ type: fc.constant("heading" as const), level: fc.constantFrom(1, 2, 3), content: inlines }),
    fc.record({ type: fc.constant("code" as const), language: fc.option(fc.constantFrom("ts", "c++", "a b", "`", "")), text: awkward }),
    fc.record({ type: fc.constant("divider" as const) }),
    fc.record({
      type: fc.constant("table" as const),
      align: fc.array(fc.constantFrom<Align>(null, "left", "right", "center"), { maxLength: 3 }),
      head: fc.array(inlines, { maxLength: 3 }),
      rows: fc.array(fc.array(inlines, { maxLength: 3 }), { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant("list" as const),
      ordered: fc.boolean(),
      start: fc.constantFrom(0, 1, 7, 99, 999_999_999),
      items: fc.array(fc.record({ checked: fc.constantFrom(null, null, true, false), content: tie("blocks") as fc.Arbitrary<Block[]> }) as fc.Arbitrary<ListItem>, { maxLength: 3 }),
    }),
    fc.record({ type: fc.constant("quote" as const), content: tie("blocks") as fc.Arbitrary<Block[]> }),
  ) as fc.Arbitrary<Block>,
}));
const body: fc.Arbitrary<Body> = fc.array(block, { maxLength: 4 }).map((content) => ({ version: 1, content }));

describe("printMarkdown", () => {
  it("prints what parseMarkdown reads back as the same body", () => {
    fc.assert(
      fc.property(body, (written) => {
        const normal = normalizeBody(written);
        expect(parseMarkdown(printMarkdown(normal))).toEqual(normal);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 1500) },
    );
  });

  it("prints any Markdown so that it reads the same", () => {
    fc.assert(
      fc.property(fc.array(awkward, { maxLength: 12 }), (parts) => {
        const read = parseMarkdown(parts.join(""));
        expect(normalizeBody(read)).toEqual(read);
        expect(parseMarkdown(printMarkdown(read))).toEqual(read);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 1500) },
    );
  });
});

describe("normalizeBody", () => {
  it("changes a body in normal form no more", () => {
    fc.assert(
      fc.property(body, (written) => {
        const normal = normalizeBody(written);
        expect(normalizeBody(normal)).toEqual(normal);
      }),
    );
  });
});
