import type { Block, Inline } from "./body.ts";

/**
 * The blocks of plain prose, paragraphs of words without a sign that Markdown could take for markup: most of what people write. The parser
 * would find the same blocks, in thirty times the time. Nothing where there is any doubt.
 */
export function readProse(markdown: string): Block[] | undefined {
  if (markdown.length > LONGEST || !PROSE.test(markdown) || MARKUP.test(markdown)) return undefined;
  return markdown.split("\n\n").map((paragraph) => ({
    type: "paragraph",
    content: paragraph.split("\n").flatMap((text, i): Inline[] => [...(i > 0 ? [{ type: "break" } as const] : []), { type: "text", text, marks: [] }]),
  }));
}

/** Longer ones are left to the parser and its guard. */
const LONGEST = 4_000;
/** Lines that begin with a letter, one or two line ends apart, with only such signs as mean nothing inside of a line. */
const PROSE = /^\p{L}[\p{L}\p{M}\p{N} ,;:.?!'"()%\u2013\u2014\u2018\u2019\u201c\u201d\u2026-]*(?:\n{1,2}\p{L}[\p{L}\p{M}\p{N} ,;:.?!'"()%\u2013\u2014\u2018\u2019\u201c\u201d\u2026-]*)*$/u;
/** What still does: an address, and space at the end of a line. */
const MARKUP = /www\.| (?:\n|$)/i;
