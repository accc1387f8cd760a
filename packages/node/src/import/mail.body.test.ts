import { BODY_LIMITS, parseMarkdown } from "@meanwhile/core/body";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeLetter } from "./mail.body.ts";

const write = (text: string, flowed = false) => writeLetter({ text, html: null, flowed, attachments: [] });
const markdown = (...lines: string[]) => write(lines.join("\n")).markdown;
const html = (source: string) => writeLetter({ text: null, html: source, flowed: false, attachments: [] }).markdown;

const LONG = "This sentence is as long as those that mail programs break at column 72";

describe("a letter", () => {
  it.each<[string, string[], string]>([
    ["fills paragraphs that were broken to fit", [LONG, "and this goes on. The end."], `${LONG} and this goes on. The end.`],
    ["keeps breaks that were meant", ["Regards,", "Ada"], "Regards,\nAda"],
    ["joins a word at its hyphen", [`${LONG.slice(0, -3)} self-`, "made."], `${LONG.slice(0, -3)} self-made.`],
    ["joins wide characters without a space", ["今日は庭の話をしましょう。ハーブと花とベンチのどれが良いと思いますか。みな", "さんの考えを"], "今日は庭の話をしましょう。ハーブと花とベンチのどれが良いと思いますか。みなさんの考えを"],
    ["takes no sign for markup", ["# not *a* [heading](x) <b>, snake_case & `code`", "1986. A year", "http://a.example/b_c_d"], "\\# not \\*a\\* \\[heading\\](x) \\<b>, snake_case & \\`code\\`\n1986\\. A year\n<http://a.example/b_c_d>"],
    ["does not take an indented paragraph for code", ["   We sat in the garden, and nobody said a word for a long", "   time."], "We sat in the garden, and nobody said a word for a long time."],
    ["does not take an indented sentence for code", ["    Thank you."], "Thank you."],
    ["breaks lines at a backslash, as Markdown does", ["Rate is 5.76 and\\", "gain is 50.\\", "\\", "Any thoughts?", "C:\\\\"], "Rate is 5.76 and\ngain is 50.\n\nAny thoughts?\nC:\\\\\\\\"],
    ["puts one space after a sentence", ["It works.   It is  old.\u00a0 Use it."], "It works. It is  old. Use it."],
    ["nests quotes", ["> > older", "> newer", "", "mine"], "> > older\n>\n> newer\n\nmine"],
    ["does not divide a quote at an empty line", ["> one", "", "> two"], "> one\n>\n> two"],
    ["mends a quoted line that was broken again", [`> ${LONG}`, "and", "> this went on."], `> ${LONG} and this went on.`],
    ["takes the address from the line above a quote", ["On Monday, Ada <ada@example.org> wrote:", "> Hello"], "On Monday, Ada wrote:\n\n> Hello"],
    ["makes lists of lists", ["Take", "- one", "  and more", "- two", "", "1) a", "2) b"], "Take\n- one and more\n- two\n\n1. a\n2. b"],
    ["nests lists", ["* a", "  * b", "* c"], "- a\n  - b\n- c"],
    ["does not take a name after a dash for a list", ["- Ada"], "\\- Ada"],
    ["keeps a patch as it is", ["--- a/x", "+++ b/x", "@@ -1,3 +1,3 @@", " a", "", "-*b*", "+*c*", "", "Done."], "```diff\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-*b*\n+*c*\n```\n\nDone."],
    ["keeps code as it is", ["#include <stdio.h>", "int main() {", "  return 0;", "}"], "```\n#include <stdio.h>\nint main() {\n  return 0;\n}\n```"],
    ["keeps columns as they are", ["bed      litres", "north        12", "south         9"], "```\nbed      litres\nnorth        12\nsouth         9\n```"],
    ["tells the prompt of Python from quotes", [">>> 1 + 1", "2"], "```\n>>> 1 + 1\n2\n```"],
    ["makes headings of lines that are ruled", ["Beds", "====", "Words."], "## Beds\n\nWords."],
    ["divides at rules in the middle", ["Cheers,", "Craig", "---", "Craig P      (352) 846", "2011 Road    (352) 392"], "Cheers,\nCraig\n\n___\n\n```\nCraig P      (352) 846\n2011 Road    (352) 392\n```"],
    ["leaves lines apart that have columns", [LONG, `Craig P      (352) 846. And here is more of ${LONG.slice(0, 26)}`], `${LONG}\nCraig P      (352) 846. And here is more of ${LONG.slice(0, 26)}`],
    ["drops a signature", ["Words.", "-- ", "Ada", "12345"], "Words."],
    ["drops a quoted signature", ["> Words.", "> -- ", "> Ada", "", "Mine."], "> Words.\n\nMine."],
    ["keeps what follows a signature in a quote below", ["Mine.", "-- ", "Ada", "> Words."], "Mine.\n\n> Words."],
    ["drops a list's footer", ["Words.", "_".repeat(47), "crew mailing list", "https://example.org/listinfo/crew"], "Words."],
    ["keeps a rule that is none", ["One.", "", "-----", "", "Two."], "One.\n\n___\n\nTwo."],
    ["quotes what Outlook put below", ["Mine.", "", "-----Original Message-----", "From: Ada", "Sent: Monday", "", "Hers."], "Mine.\n\n> From: Ada\n> Sent: Monday\n>\n> Hers."],
    ["quotes what Outlook put below without saying so", ["Mine.", "", "From: Ada", "Sent: Monday", "To: Ben", "Subject: Beds", "", "Hers."], "Mine.\n\n> From: Ada\n> Sent: Monday\n> To: Ben\n> Subject: Beds\n>\n> Hers."],
    ["keeps a key", ["-----BEGIN PGP PUBLIC KEY BLOCK-----", "", "mQEN", "-----END PGP PUBLIC KEY BLOCK-----"], "\\-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n\\-----END PGP PUBLIC KEY BLOCK-----"],
    ["says so where there are no words", ["", " "], "*This message has no text.*"],
  ])("%s", (_, lines, expected) => {
    expect(markdown(...lines)).toBe(expected);
  });

  it("in format=flowed is joined where it goes on, quoted lines too", () => {
    expect(write("One \nline.\nTwo.\n> quoted \n> line\n>> deeper\n -- \n", true).markdown).toBe("One line.\nTwo.\n\n> quoted line\n>\n> > deeper");
  });

  it.each([
    ["<p>One<br>two</p><p>three</p>", "One\ntwo\n\nthree"],
    ["<b>a</b> <i>b</i> &lt;c&gt; &euro; &#8364; &#x20ac; &#128; &Auml; &unknown;", "**a** *b* \\<c> € € € € Ä \\&unknown;"],
    ['<a href="https://example.org/">here</a> <a href="javascript:x">there</a>', "[here](https://example.org/) there"],
    ["<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"],
    ["<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n\nc"],
    ["<pre>  a\n   b</pre>", "```\n  a\n   b\n```"],
    ["<h1>a</h1><hr><table><tr><td>b</td><td>c</td></tr></table>", "# a\n\n___\n\nb c"],
    ["<head><title>x</title></head><style>y</style><!-- z --><p>a<script>b</script>", "a"],
    ["<p>a < b <!-- never closed", "a < b"],
    ["</div></blockquote></li>a<li>b</ul>", "a\n\nb"],
  ])("in HTML %j is %j", (source, expected) => {
    expect(html(source).replaceAll("\\\n", "\n")).toBe(expected);
  });

  it("names what came with it", () => {
    const attachments = [
      { name: "plan_1.pdf", bytes: 52_341 },
      { name: "small", bytes: 7 },
    ];
    expect(writeLetter({ text: "See.", html: null, flowed: false, attachments }).markdown).toBe("See.\n\n*Attachment, not kept: plan_1.pdf (52 kB)*\n\n*Attachment, not kept: small (7 bytes)*");
  });

  it("has an excerpt of its own words", () => {
    expect(write("On Monday, Ada wrote:\n> Hers.\n\nMine.").excerpt).toBe("Mine.");
    expect(write("> Hers.").excerpt).toBe("Hers.");
  });

  it.each([
    ["too long", `${LONG}\n\n`.repeat(3000)],
    ["of too many lines", "a\n".repeat(40_000)],
    ["of too many links", "http://a.example\n\n".repeat(3000)],
    ["of one endless line", "ab ".repeat(70_000)],
    ["of markup", "*_[<&`".repeat(20_000)],
  ])("%s is cut, and says so", (_, text) => {
    const written = write(text);
    expect(written.cut).toBe(true);
    expect(written.markdown).toMatch(/The rest was left out\.\*$/);
    expect(new TextEncoder().encode(written.markdown).length).toBeLessThanOrEqual(BODY_LIMITS.bytes);
  });

  it("quoted without end is quoted a few times", () => {
    expect(markdown(`${">".repeat(500)} deep`)).toBe("> > > > > > deep");
    expect(html(`${"<blockquote><ul><li>".repeat(500)}deep`)).toContain("deep");
  });

  const line = fc.oneof(
    fc.constantFrom("", "", "> a", "> > b", ">>> c", "-- ", "--", "* d", "  - e", "1. f", "2) g", "```", "    h", "====", "---", "-----Original Message-----", "From: i", "Sent: j", "Subject: k", "@@ -1,2 +1,2 @@", "+l", "-m", "_".repeat(40), "mailing list", "-----BEGIN PGP SIGNED MESSAGE-----", "A non-text attachment was scrubbed...", "Name: n", "|", "\t|\t", LONG),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  it("of any lines is a comment that reads back as it was written", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, flowed) => {
        const written = write(lines.join("\n"), flowed);
        expect(parseMarkdown(written.markdown)).toEqual(written.body);
        expect(written.markdown).not.toMatch(/[\0\p{Surrogate}]/u);
      }),
      { numRuns: 300 },
    );
  });

  const tag = fc.constantFrom("<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<b>", "</b>", "<i>", "<pre>", "</pre>", "<br>", "<hr>", "<a href='https://a.example'>", "</a>", "<td>", "<h2>", "</h2>", "<", "&amp;", "<!--", "-->", "<style>", "text ", " ");
  it("of any tags is a comment that reads back as it was written", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, fc.string({ unit: "binary", maxLength: 10 })), { maxLength: 40 }), (parts) => {
        const written = writeLetter({ text: null, html: parts.join(""), flowed: false, attachments: [] });
        expect(parseMarkdown(written.markdown)).toEqual(written.body);
      }),
      { numRuns: 300, examples: [[["\u0001", "<b>", "-->"]], [["a\ufdd0", "<b>", "-"]]] },
    );
  });
});
