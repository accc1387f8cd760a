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
      { weight: 1, arbitrary: fc.constantFrom("\0", "\u0001", "\u000b", "\f", "\u007f", "\u0085", "\ufffe", "\u{1ffff}") },
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

/** What is written, and how it is printed when not the same. */
const cases: [title: string, markdown: string, printed?: string][] = [
  ["plain words", "Ship it, on Monday? (5 * 3 = 15; a_b, $5 & more): 100% #1", "Ship it, on Monday? (5 \\* 3 = 15; a_b, $5 & more): 100% #1"],
  ["marks", "**bold** *italic* ~~gone~~ `code`"],
  ["marks side by side", "**a***b*~~c~~", "**a**_b_~~c~~"],
  ["marks in marks", "**a *b* c**"],
  ["bold that is italic throughout", "***a***", "**_a_**"],
  ["bold in a word", "un**believ**able"],
  ["bold that ends in punctuation before a word", "**(a)**&#98;", "**(a)**&#98;"],
  ["CJK bold", "中文**强调**中文"],
  ["space at the edge of a mark", "a **&#32;b&#32;** c", "a  **b**  c"],
  ["code with backticks", "`` a`b `` ``` `` ``` `` ` ``", "``a`b`` ` `` ` `` ` ``"],
  ["code in bold", "**`a` b**"],
  ["line ends", "a  \nb\\\nc", "a\nb\nc"],
  ["an empty line inside a paragraph", "a\\\n\\\nb", "a\n\\\nb"],
  ["a bare address", "https://x.test/a_b?c=1&d=2", "<https://x.test/a_b?c=1&d=2>"],
  ["an address that is no link", "https\\://x.test, www\\.x.test, a\\@x.test"],
  ["a link with brackets and an entity in its target", "[a](/b\\(c\\)?d\\&copy;)"],
  ["a link after an exclamation mark", "\\![a](/b)"],
  ["a mention", "[Ada \\[L\\]](mention:user/usr%2F1\\(a\\))"],
  ["a handle that is no address", "to @ada, ada@ home"],
  ["HTML", "<b>&lt;", "\\<b>\\<"],
  ["an entity that is none", "&amp;amp; R&D &", "\\&amp; R\\&D &"],
  ["what looks like a list, a heading, a quote or a rule", "\\- a\n\\+ b\n1\\. c\n\\# d\n\\> e\n\\---\n\\==\n\\:--"],
  ["what does not", "-5 +1 1.5 #tag\n+1 -5\n1.5\n#tag"],
  ["a heading that ends in number signs", "## C#", "## C\\#"],
  ["a heading like a list", "# 1. Plan"],
  ["lists", "- a\n- b\n  c\n\n  d\n- \n- [ ] e\n- [x] f", "- a\n- b\n  c\n\n  d\n-\n- [ ] e\n- [x] f"],
  ["a list in a list, at its line", "- a\n  - b\n    1. c\n    2. d"],
  ["a list at the line before", "Todo:\n- a"],
  ["a list that starts elsewhere than at one", "Todo:\n\n9. a\n10. b\n\n    c"],
  ["two lists in a row", "- a\n\n+ b\n\n- c\n\n1. d\n\n1) e"],
  ["lists of nothing", "- + -", "- * -"],
  ["a rule in a list", "- ***", "- ___"],
  ["quotes", "> a\n>\n> > b\n\n> c"],
  ["code with fences", "````md\n```ts\nx\n```\n````"],
  ["code in a list in a quote", "> - a\n>\n>   ```\n>   b\n>\n>     c\n>   ```"],
  ["a table", "a|b|c|d\n-|:-|-:|:-:\n\\||`\\|`|", "| a | b | c | d |\n| --- | :-- | --: | :-: |\n| \\| | `\\|` |  |  |"],
];

describe("printMarkdown", () => {
  it.each(cases)("prints %s", (_, markdown, printed = markdown) => {
    const read = parseMarkdown(markdown);
    expect(printMarkdown(read)).toBe(printed);
    expect(parseMarkdown(printed)).toEqual(read);
  });

  it("does not print a link as a definition", () => {
    const link: Body = { version: 1, content: [{ type: "paragraph", content: [{ type: "link", href: "/a", content: [{ type: "text", text: "]:", marks: ["code"] }] }] }] };
    expect(parseMarkdown(printMarkdown(normalizeBody(link)))).toEqual(normalizeBody(link));
  });

  it("prints what parseMarkdown reads back as the same body", () => {
    fc.assert(
      fc.property(body, (written) => {
        const normal = normalizeBody(written);
        expect(parseMarkdown(printMarkdown(normal))).toEqual(normal);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 1000) },
    );
  });

  it("prints any Markdown so that it reads the same", () => {
    fc.assert(
      fc.property(fc.array(awkward, { maxLength: 12 }), (parts) => {
        const read = parseMarkdown(parts.join(""));
        expect(normalizeBody(read)).toEqual(read);
        expect(parseMarkdown(printMarkdown(read))).toEqual(read);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 1000) },
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
