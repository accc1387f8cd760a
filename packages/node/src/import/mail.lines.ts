import { withoutC1 } from "./mail.head.ts";

/** A line of a letter, apart from the signs of quoting before it. */
export interface Line {
  /** How many times it was quoted. */
  depth: number;
  text: string;
  /** Whoever wrote it ended it here; otherwise it may have been broken to fit. */
  ends: boolean;
}

/** Deeper quotes are shown at this depth. */
export const MAX_QUOTES = 6;
const MAX_LINE = 20_000;

/** A letter's text as lines, with quoting told apart and lines in `format=flowed` joined (RFC 3676). */
export function readLines(text: string, flowed: boolean): Line[] {
  const lines = tidy(text)
    .split("\n")
    .map((line) => line.slice(0, MAX_LINE));
  const breaks = flowed && lines.some((line) => /\S $/.test(line) && line !== "-- ");
  return mended(breaks ? joinFlowed(lines) : lines.map((line) => ({ ...readQuote(line), ends: false }))).map((line) => ({ ...line, text: line.text === "-- " ? line.text : line.text.trimEnd().replace(/^\\$/, "") }));
}

/** Line ends as `\n`; no control characters, terminal colours or byte order marks. */
function tidy(text: string): string {
  return withoutC1(text)
    .replace(/\r+\n?|\f/g, "\n")
    .replace(/\x1b\[[\d;]*m/g, "")
    .replace(/[^\P{Cc}\n\t]|\ufeff/gu, "")
    // What Outlook writes for pictures, and for addresses that it has just written.
    .replace(/\[cid:[^\]\n]{1,200}\]|<mailto:[^>\s]{1,200}>/gi, "");
}

/** Counts `>`, with or without spaces between. Three in a row before a statement are the prompt of Python, not quoting. */
function readQuote(line: string): { depth: number; text: string } {
  const signs = /^ ?(?:> ?)+/.exec(line)?.[0] ?? "";
  const depth = signs.replaceAll(/[^>]/g, "").length;
  const prompt = /(?:^|[^>])(>>> ?)$/.exec(signs)?.[1];
  const rest = line.slice(signs.length);
  if (prompt && STATEMENT.test(rest)) return { depth: Math.min(depth - 3, MAX_QUOTES), text: `>>> ${rest}` };
  return { depth: Math.min(depth, MAX_QUOTES), text: rest };
}

const STATEMENT = /^(?:(?:import|from|def|class|for|while|if|print|with|try|assert|del|raise|help)\b|@\w|[\w.[\]'", ]+\s[-+*/|&]?=\s|[\w.]+\(|[\w.]+$|['"[{(\d])/;

function joinFlowed(lines: string[]): Line[] {
  const joined: Line[] = [];
  let open: Line | null = null;
  for (const line of lines) {
    const arrows = /^>*/.exec(line)![0].length;
    const depth = Math.min(arrows, MAX_QUOTES);
    const text = line.slice(arrows).replace(/^ /, "");
    const goesOn = text.endsWith(" ") && text !== "-- ";
    if (open && open.depth === depth && text !== "-- ") open.text += text;
    else joined.push((open = { depth, text, ends: true }));
    if (!goesOn) open = null;
  }
  // Quoted lines were broken by others, in other ways.
  return joined.map((line) => (line.depth > 0 ? { ...line, ...again(line), ends: line.text.length > 90 } : line));
}

/** `> > text` in a flowed message: quoted by a program that put spaces between. */
function again({ depth, text }: Line): { depth: number; text: string } {
  const inner = readQuote(text);
  return { depth: Math.min(depth + inner.depth, MAX_QUOTES), text: inner.text };
}

/** Puts back the last words of a quoted line that was broken once more on its way: a short line, unquoted, between quoted ones. */
function mended(lines: Line[]): Line[] {
  return lines.map((line, i) => {
    const before = lines[i - 1];
    const after = lines[i + 1];
    const isTail =
      line.depth === 0 &&
      before !== undefined &&
      before.depth > 0 &&
      before.text.length >= 60 &&
      after?.depth === before.depth &&
      line.text.length < 40 &&
      /^[\p{Ll}\d(]/u.test(line.text) &&
      !line.text.trimEnd().endsWith(":");
    return isTail ? { ...line, depth: before.depth } : line;
  });
}
