import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./index.ts";
import { readProse } from "./body.prose.ts";

describe("readProse", () => {
  it("reads paragraphs and the breaks in them", () => {
    expect(readProse("Über 3 (or 4) days:\nthat's it, isn't it?\n\nYes…")).toEqual([
      { type: "paragraph", content: [{ type: "text", text: "Über 3 (or 4) days:", marks: [] }, { type: "break" }, { type: "text", text: "that's it, isn't it?", marks: [] }] },
      { type: "paragraph", content: [{ type: "text", text: "Yes…", marks: [] }] },
    ]);
  });

  it.each(["", "1. a", "- a", " a", "a ", "a \nb", "a\n\n\nb", "a\n---", "a\n  b", "*a*", "a_b", "a [b]", "see WWW.x.test", "a@b.co", "https://x.test", "a & b", "a < b", "a \\ b", "a\tb", "a\r\nb", "a".repeat(4_001)])(
    "leaves %j to the parser",
    (markdown) => {
      expect(readProse(markdown)).toBeUndefined();
    },
  );

  it("reads what the parser reads", () => {
    const word = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("a", "Be", "été", "e\u0301", "中文", "http:", "www", "3", "12.", "(x)", "--", "...", "it's", "\u201cq\u201d", "!", ":-)", "=", "www.x", "\u3164", "ﬀ") },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }) },
    );
    const text = fc.array(fc.tuple(word, fc.constantFrom(" ", "  ", "", "\n", "\n\n"))).map((parts) => parts.flat().join(""));
    let read = 0;
    fc.assert(
      fc.property(text, (markdown) => {
        const prose = readProse(markdown);
        fc.pre(prose !== undefined);
        read++;
        // With a divider after it, which the parser has to read.
        expect(parseMarkdown(markdown).content).toEqual(parseMarkdown(`${markdown}\n\n***`).content.slice(0, -1));
      }),
      { numRuns: 1_000, maxSkipsPerRun: 100 },
    );
    expect(read).toBe(1_000);
  });
});
