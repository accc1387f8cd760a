import type { Block, List, ListItem } from "@meanwhile/core/body";
import type { Line } from "./mail.lines.ts";
import { fillLines, inlinesOf } from "./mail.reflow.ts";

interface Marker {
  indent: number;
  /** Where the words begin. */
  width: number;
  ordered: boolean;
  /** The sign, or how the number ends. */
  sign: string;
  number: number;
}

/** Deeper items stand beside those above them. */
const MAX_LEVELS = 4;

/**
 * The first list in lines between two empty ones, and which lines it takes. A single line with a dash is one only after another list
 * (`goesOn`) or when it has more to say than a name: people sign that way. Numbers count one by one, or they are no list.
 */
export function readList(lines: readonly Line[], goesOn: boolean): { start: number; end: number; block: List } | null {
  for (let start = 0; start < lines.length; start++) {
    const first = markerOf(lines[start]!.text);
    if (!first || (start > 0 && !mayFollow(lines, start, first))) continue;
    const end = endOfList(lines, start, first);
    const items = itemsOf(lines.slice(start, end), first);
    const count = items.length;
    const isList = first.ordered ? counts(items) && (count > 1 || goesOn || first.number === 1) : count > 1 || goesOn || (first.sign !== "o" && wordsOf(lines[start]!.text) > 4);
    if (isList) return { start, end, block: toList(items, 1) };
  }
  return null;
}

/** In the middle of a paragraph a dash may be a dash and a number the end of a sentence, unless there are more of its kind. */
function mayFollow(lines: readonly Line[], at: number, marker: Marker): boolean {
  if (lines[at - 1]!.text.trimEnd().endsWith(":")) return true;
  return lines.slice(at + 1).some(({ text }) => isSameKind(markerOf(text), marker));
}

function markerOf(text: string): Marker | null {
  const bullet = /^(\s*)([-*•·+o–])(\s+)\S/.exec(text);
  if (bullet) return { indent: columns(bullet[1]!), width: columns(bullet[1]!) + 1 + Math.min(columns(bullet[3]!), 4), ordered: false, sign: bullet[2]!, number: 0 };
  const number = /^(\s*)\(?(\d{1,3})([.)])(\s+)\S/.exec(text);
  if (!number) return null;
  const indent = columns(number[1]!);
  return { indent, width: indent + number[2]!.length + 1 + Math.min(columns(number[4]!), 4), ordered: true, sign: number[3]!, number: Number(number[2]) };
}

function columns(space: string): number {
  return space.replace(/\t/g, "        ").length;
}

function isSameKind(one: Marker | null, other: Marker): boolean {
  return one !== null && one.ordered === other.ordered && one.sign === other.sign && Math.abs(one.indent - other.indent) <= 1;
}

/** Items, lines indented below them, and lines that their last word had no room on. */
function endOfList(lines: readonly Line[], start: number, first: Marker): number {
  const width = Math.max(...lines.map(({ text }) => text.length));
  let end = start + 1;
  for (; end < lines.length; end++) {
    const { text } = lines[end]!;
    const indent = columns(/^\s*/.exec(text)![0]);
    const marker = markerOf(text);
    if (marker && (isSameKind(marker, first) || marker.indent > first.indent)) continue;
    if (indent > first.indent) continue;
    const before = lines[end - 1]!;
    const hadRoom = before.text.length + 1 + (/^\S+/.exec(text.trim())?.[0].length ?? 0) <= width;
    if (marker || before.ends || hadRoom || width < 50) break;
  }
  return end;
}

interface Item {
  marker: Marker;
  lines: Line[];
}

function itemsOf(lines: readonly Line[], first: Marker): Item[] {
  const items: Item[] = [];
  for (const line of lines) {
    const marker = markerOf(line.text);
    if (marker && isSameKind(marker, first)) items.push({ marker, lines: [{ ...line, text: withoutMarker(line.text) }] });
    else items.at(-1)!.lines.push(line);
  }
  return items;
}

function withoutMarker(text: string): string {
  return text.replace(/^\s*(?:[-*•·+o–]|\(?\d{1,3}[.)])\s+/, "");
}

function counts(items: readonly Item[]): boolean {
  return items.every(({ marker }, i) => marker.number === items[0]!.marker.number + i);
}

function wordsOf(text: string): number {
  return text.trim().split(/\s+/).length - 1;
}

function toList(items: readonly Item[], level: number): List {
  const [first] = items;
  return {
    type: "list",
    ordered: first!.marker.ordered,
    start: first!.marker.ordered ? first!.marker.number : 1,
    items: items.map(({ lines }): ListItem => ({ checked: null, content: itemBlocks(lines, level) })),
  };
}

/** The words of an item, then the items below it. */
function itemBlocks(lines: readonly Line[], level: number): Block[] {
  const at = lines.findIndex(({ text }, i) => i > 0 && markerOf(text) !== null);
  const marker = at < 0 ? null : markerOf(lines[at]!.text);
  if (!marker || level >= MAX_LEVELS) return [{ type: "paragraph", content: inlinesOf(fillLines(lines, 0)) }];
  const own: Block = { type: "paragraph", content: inlinesOf(fillLines(lines.slice(0, at), 0)) };
  return [own, toList(itemsOf(lines.slice(at), marker), level + 1)];
}
