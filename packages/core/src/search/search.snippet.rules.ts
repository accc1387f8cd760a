import type { TextWord } from "./search.text.rules.ts";

/** A part of a text, in UTF-16 units: from `start` up to `end`. */
export interface TextRange {
  start: number;
  end: number;
}

/** A part of a hit's text, on one line, with what was found in it. */
export interface Snippet {
  text: string;
  highlights: TextRange[];
}

const MAX = 240;
/** How much stands before the first word found. */
const LEAD = 48;

/**
 * The part of a text that shows most of what was found: the stretch with the most different words of the query, the earliest of equals.
 *
 * @param found in order, each with what it answers to: two words that answer to the same count once
 */
export function snippetOf(text: string, found: readonly (TextWord & { answers: string })[]): Snippet {
  const from = startOf(text, bestOf(found));
  const end = endOf(text, from);
  const before = from > 0 ? "… " : "";
  const shown = text.slice(from, end);
  const marks = joined(found.filter((word) => word.start >= from && word.end <= end), text);
  return {
    // White space becomes plain spaces one by one, so that places stay where they are.
    text: `${before}${shown.replaceAll(/\s/gu, " ").trimEnd()}${end < text.length ? " …" : ""}`,
    highlights: marks.map((word) => ({ start: word.start - from + before.length, end: word.end - from + before.length })),
  };
}

/** Words found next to each other, with nothing but a space between them or less, are one highlight. */
export function joined(found: readonly TextRange[], text: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (const { start, end } of found) {
    const last = ranges.at(-1);
    if (last && /^[\s-]?$/u.test(text.slice(last.end, start))) last.end = end;
    else ranges.push({ start, end });
  }
  return ranges;
}

function bestOf(found: readonly (TextWord & { answers: string })[]): number {
  let best = { at: found[0]?.start ?? 0, score: 0 };
  for (let i = 0; i < found.length; i++) {
    const start = found[i]!.start;
    const answers = new Set<string>();
    for (let j = i; j < found.length && found[j]!.end <= start + MAX - LEAD; j++) answers.add(found[j]!.answers);
    if (answers.size > best.score) best = { at: start, score: answers.size };
  }
  return best.at;
}

/** Some words before the one that matters; at the beginning where that is near. */
function startOf(text: string, at: number): number {
  if (at <= LEAD * 1.5) return 0;
  const wanted = at - LEAD;
  const space = text.slice(wanted, at).search(/\s/u);
  return inside(text, space < 0 ? at : wanted + space + 1);
}

function endOf(text: string, from: number): number {
  if (text.length - from <= MAX) return text.length;
  const wanted = from + MAX;
  const back = text.slice(wanted - LEAD, wanted).search(/\s\S*$/u);
  return inside(text, back < 0 ? wanted : wanted - LEAD + back);
}

/** Never between the halves of a surrogate pair. */
function inside(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
