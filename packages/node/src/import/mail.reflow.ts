import type { Inline } from "@meanwhile/core/body";

/** A line as filling sees it. */
export interface FillLine {
  text: string;
  ends: boolean;
}

const WIDE = /[\u1100-\u115f\u2e80-\u303f\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** Narrower text was not broken to fit: an address, a poem, a name below a greeting. */
const NARROWEST = 50;
/** Wider text was not broken at all. */
const WIDEST = 100;

/**
 * The lines of a paragraph as one piece of text: breaks that were made to fit a line become spaces, those that somebody meant stay. A
 * break was made to fit where the next word had no room before it; or, in a wide paragraph, where the next line goes on in lower case.
 *
 * @param narrowest where the widest line is narrower, nothing was broken to fit
 */
export function fillLines(lines: readonly FillLine[], narrowest = NARROWEST): string {
  const width = Math.max(...lines.map(({ text }) => widthOf(text)));
  let filled = "";
  lines.forEach(({ text: written }, i) => {
    // Some put two or three spaces, unbreakable ones among them, after a sentence.
    const text = written.trim().replace(/(?<=[.!?])[ \u00a0]{2,}/g, " ");
    const before = lines[i - 1];
    if (i === 0 || !before) filled = text;
    else if (staysApart(before, text, width, narrowest)) filled += `\n${text}`;
    else if (isWide(filled.at(-1)) && isWide(text[0])) filled += text;
    // A word with a hyphen, broken at it.
    else if (/\p{Ll}-$/u.test(filled.slice(-3)) && /^\p{Ll}/u.test(text)) filled += text;
    else filled += ` ${text}`;
  });
  return filled;
}

function staysApart(before: FillLine, text: string, width: number, narrowest: number): boolean {
  if (before.ends || width < narrowest || width > WIDEST) return true;
  if (COLUMNS.test(before.text.trim()) || COLUMNS.test(text)) return true;
  if (/^[A-Z][A-Za-z-]{1,20}: \S/.test(text) && /^\s*[A-Z][A-Za-z-]{1,20}: \S/.test(before.text)) return true;
  const word = isWide(text[0]) ? text[0]! : (/^\S+/.exec(text)?.[0] ?? "");
  if (widthOf(before.text) + 1 + widthOf(word) > width) return false;
  return !(/^[\p{Ll}]/u.test(text) && !/[.:;!?]$/.test(before.text));
}

/** Somebody set parts of a line apart. */
const COLUMNS = /\S(?: {3,}|\t+)\S/;

function isWide(character: string | undefined): boolean {
  return character !== undefined && WIDE.test(character);
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const ADDRESS = /<(?:URL:)?\s*(https?:\/\/[^<>\s]+)\s*>|https?:\/\/[^\s<>"“”«»]+/gi;

/** Plain text with its web addresses as links and its line ends as breaks; nothing else in it means anything. */
export function inlinesOf(text: string): Inline[] {
  const content: Inline[] = [];
  const plain = (part: string): void => {
    part.split("\n").forEach((line, i) => {
      if (i > 0) content.push({ type: "break" });
      if (line !== "") content.push({ type: "text", text: line, marks: [] });
    });
  };
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = match[1] ?? withoutPunctuation(match[0]);
    if (!/^https?:\/\/[^/?#]/i.test(href)) continue;
    const before = text.slice(done, match.index);
    // Outlook writes `the words<https://…>`.
    plain(match[1] !== undefined && /\S$/.test(before) ? `${before} ` : before);
    content.push({ type: "link", href, content: [{ type: "text", text: href, marks: [] }] });
    done = match.index + (match[1] === undefined ? href.length : match[0].length);
  }
  plain(text.slice(done));
  return content;
}

/** What ends a sentence around an address is no part of it; a closing bracket is, where it was opened inside. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (/[.,;:!?'"*_]/.test(last)) continue;
    const opening = { ")": "(", "]": "[", "}": "{" }[last];
    if (opening === undefined || address.slice(0, end).split(opening).length >= address.slice(0, end).split(last).length) break;
  }
  return address.slice(0, end);
}
