import { describe, expect, it } from "vitest";
import type { Block, Inline, Mark } from "./body.ts";
import { parseMarkdown } from "./index.ts";

const text = (value: string, ...marks: Mark[]): Inline => ({ type: "text", text: value, marks });
const link = (href: string, label: string): Inline => ({ type: "link", href, content: [{ type: "text", text: label, marks: [] }] });
const br: Inline = { type: "break" };
const paragraph = (...content: Inline[]): Block => ({ type: "paragraph", content });

const inlineCases: [title: string, markdown: string, content: Inline[]][] = [
  ["bold, italic, struck and code", "**a** _b_ ~~c~~ `d`", [text("a", "bold"), text(" "), text("b", "italic"), text(" "), text("c", "strike"), text(" "), text("d", "code")]],
  ["marks in marks", "**a _b_**", [text("a ", "bold"), text("b", "bold", "italic")]],
  ["one tilde as text", "~5 to ~6", [text("~5 to ~6")]],
  ["the end of a line as a break", "a\nb  \nc\\\nd", [text("a"), br, text("b"), br, text("c"), br, text("d")]],
  ["an address as a link", "see https://x.test/a?b=1.", [text("see "), link("https://x.test/a?b=1", "https://x.test/a?b=1"), text(".")]],
  ["a www address as a link", "www.x.test", [link("http://www.x.test", "www.x.test")]],
  ["an e-mail address as a link", "a@x.test", [link("mailto:a@x.test", "a@x.test")]],
  ["an escaped address as text", "https\\://x.test", [text("https://x.test")]],
  ["a relative link", "[a](/b?c#d) [e](#f)", [link("/b?c#d", "a"), text(" "), link("#f", "e")]],
  ["a link by reference", "[a][b] [B]\n\n[b]: https://x.test\n[b]: https://y.test", [link("https://x.test", "a"), text(" "), link("https://x.test", "B")]],
  ["a link without text as its target", "[](https://x.test)", [link("https://x.test", "https://x.test")]],
  ["an address no browser could open as text", "https://x.test\">", [text("https://x.test\">")]],
  ["a link to another host's root as its text", "[a](//x.test)", [text("a")]],
  ["an unsafe link as its text, marks kept", "[a **b**](javascript:x)", [text("a "), text("b", "bold")]],
  ["an image as a link to its source", "![a cat](https://x.test/cat.png)", [link("https://x.test/cat.png", "a cat")]],
  ["an image in a link as its text", "[![cat](https://x.test/c.png) more](https://y.test)", [link("https://y.test", "cat more")]],
  ["an unsafe image as its text", "![cat](data:image/png;base64,x)", [text("cat")]],
  ["a mention of a user", "[Ada L](mention:user/usr_1)", [{ type: "mention", kind: "user", id: "usr_1", label: "Ada L" }]],
  ["a mention of a group, with an encoded id", "[@Ops](mention:group/a%2Fb%20%28c%29)", [{ type: "mention", kind: "group", id: "a/b (c)", label: "Ops" }]],
  ["a mention by reference", "[Ada][1]\n\n[1]: mention:user/usr_1", [{ type: "mention", kind: "user", id: "usr_1", label: "Ada" }]],
  ["a mention of no kind we know as text", "[Ada](mention:role/x)", [text("Ada")]],
  ["HTML as text, with the marks inside it", "<b>**a**</b> <!-- c -->", [text("<b>"), text("a", "bold"), text("</b> <!-- c -->")]],
  ["references and escapes", "&amp; &copy; \\* &#x41;", [text("& © * A")]],
  ["a footnote mark as text", "a[^1]", [text("a[^1]")]],
  ["NUL, overrides and half a surrogate pair without harm", "a\u0000b\u202ec\ud83d &#x2066;", [text("a\ufffdbc\ufffd")]],
];

const blockCases: [title: string, markdown: string, content: Block[]][] = [
  ["nothing", " \n\n", []],
  ["headings, the deep ones as level 3", "# a\n## b\n##### c", [1, 2, 3].map((level, i): Block => ({ type: "heading", level: level as 1, content: [text("abc"[i]!)] }))],
  ["an empty heading as nothing", "#", []],
  ["an underlined heading of two lines as one line", "a\nb\n===", [{ type: "heading", level: 1, content: [text("a b")] }]],
  ["quotes in quotes", "> a\n>> b", [{ type: "quote", content: [paragraph(text("a")), { type: "quote", content: [paragraph(text("b"))] }] }]],
  ["code with its language", "```ts {1}\nlet a;\n\n```", [{ type: "code", language: "ts", text: "let a;\n" }]],
  ["indented code", "    a\n      b", [{ type: "code", language: null, text: "a\n  b" }]],
  ["a divider", "***", [{ type: "divider" }]],
  ["HTML as a paragraph", "<div>\n  <p onclick=x>", [paragraph(text("<div>"), br, text("<p onclick=x>"))]],
  ["a footnote as a paragraph", "[^1]: see", [paragraph(text("[^1]: see"))]],
  [
    "a list of tasks with a list in it",
    "- [x] a\n  1. b\n- [ ] c\n- d",
    [
      {
        type: "list",
        ordered: false,
        start: 1,
        items: [
          { checked: true, content: [paragraph(text("a")), { type: "list", ordered: true, start: 1, items: [{ checked: null, content: [paragraph(text("b"))] }] }] },
          { checked: false, content: [paragraph(text("c"))] },
          { checked: null, content: [paragraph(text("d"))] },
        ],
      },
    ],
  ],
  ["a list that starts at seven", "7) a", [{ type: "list", ordered: true, start: 7, items: [{ checked: null, content: [paragraph(text("a"))] }] }]],
  [
    "a table whose rows are as wide as its head",
    "| a | b |\n| :- | -: |\n| c |\n| `\\|` | e | f |",
    [
      {
        type: "table",
        align: ["left", "right"],
        head: [[text("a")], [text("b")]],
        rows: [
          [[text("c")], []],
          [[text("|", "code")], [text("e")]],
        ],
      },
    ],
  ],
];

describe("parseMarkdown", () => {
  it.each(inlineCases)("reads %s", (_, markdown, content) => {
    expect(parseMarkdown(markdown).content).toEqual([paragraph(...content)]);
  });

  it.each(blockCases)("reads %s", (_, markdown, content) => {
    expect(parseMarkdown(markdown)).toEqual({ version: 1, content });
  });
});
