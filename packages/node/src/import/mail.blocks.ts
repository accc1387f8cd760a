import type { Block } from "@meanwhile/core/body";
import { codeText, endOfDiff, isDiffStat, isPreformatted } from "./mail.code.ts";
import { type Line, MAX_QUOTES } from "./mail.lines.ts";
import { readList } from "./mail.lists.ts";
import { fillLines, inlinesOf } from "./mail.reflow.ts";

/** Looking for lists in a chunk takes the square of its lines. */
const MAX_CHUNK = 300;

/** A line of one sign. */
const RULE = /^\s*(?:-{2,}|#{2,}|([-=_*~#])\s?(?:\1\s?){2,})\s*$/;

/** A letter's lines as blocks: quotes nested as they were, patches and the like as code, lists, and paragraphs filled anew. */
export function letterBlocks(lines: readonly Line[], depth = 0): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i;
    if (lines[i]!.depth > depth && depth < MAX_QUOTES) {
      // Empty lines between quoted ones may have lost their signs; they do not divide the quote.
      for (let next = i; next < lines.length && (lines[next]!.depth > depth || isBlank(lines[next]!)); next++) if (lines[next]!.depth > depth) end = next + 1;
      const quoted = lines.slice(i, end).map((line) => (line.depth > depth ? line : { ...line, depth: depth + 1 }));
      unsign(blocks);
      blocks.push({ type: "quote", content: letterBlocks(quoted, depth + 1) });
    } else {
      while (end < lines.length && (lines[end]!.depth <= depth || depth >= MAX_QUOTES)) end++;
      blocks.push(...textBlocks(lines.slice(i, end)));
    }
    i = end;
  }
  return joined(blocks);
}

function isBlank(line: Line): boolean {
  return line.text.trim() === "";
}

/** What has no quotes in it. */
function textBlocks(lines: readonly Line[]): Block[] {
  const texts = lines.map(({ text }) => text);
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    if (texts[i]!.trim() === "") {
      i++;
      continue;
    }
    const patched = endOfDiff(texts, i);
    if (patched > i) {
      blocks.push({ type: "code", language: "diff", text: texts.slice(i, patched).map((text) => text.trimEnd()).join("\n") });
      i = patched;
      continue;
    }
    let end = i + 1;
    while (end < lines.length && end - i < MAX_CHUNK && texts[end]!.trim() !== "" && endOfDiff(texts, end) === end) end++;
    blocks.push(...chunkBlocks(lines.slice(i, end), blocks.at(-1)));
    i = end;
  }
  return blocks;
}

/** The lines between two empty ones. */
function chunkBlocks(lines: readonly Line[], before: Block | undefined): Block[] {
  const blocks: Block[] = [];
  for (let rest = lines; rest.length > 0; ) {
    const heading = readHeading(rest);
    if (heading) {
      blocks.push(heading);
      rest = rest.slice(2);
      continue;
    }
    const previous = blocks.at(-1) ?? before;
    const list = readList(rest, previous?.type === "list");
    const lead = list ? rest.slice(0, list.start) : rest;
    if (lead.length > 0) blocks.push(...plainBlocks(lead, previous));
    if (list) blocks.push(list.block);
    rest = list ? rest.slice(list.end) : [];
  }
  return blocks;
}

/** A line with another of signs below it, as long as itself. */
function readHeading([first, second]: readonly Line[]): Block | null {
  const [title = "", rule = ""] = [first?.text.trim(), second?.text.trim()];
  const isRuled = /^([=~^*#-])\1{3,}$/.test(rule) && title.length <= 80 && Math.abs(title.length - rule.length) <= 2 && /\p{L}/u.test(title);
  return isRuled ? { type: "heading", level: rule.startsWith("=") ? 2 : 3, content: inlinesOf(title) } : null;
}

function plainBlocks(lines: readonly Line[], before: Block | undefined): Block[] {
  const texts = lines.map(({ text }) => text);
  const at = texts.findIndex((text) => RULE.test(text));
  if (at >= 0 && !(lines.length > 1 && isPreformatted(texts))) {
    const [above, below] = [lines.slice(0, at), lines.slice(at + 1)];
    return [...(above.length > 0 ? plainBlocks(above, before) : []), { type: "divider" }, ...(below.length > 0 ? plainBlocks(below, undefined) : [])];
  }
  if (isDiffStat(texts)) return [{ type: "code", language: "diff", text: texts.join("\n") }];
  if (isPreformatted(texts)) return [{ type: "code", language: null, text: codeText(texts) }];
  const paragraph: Block = { type: "paragraph", content: inlinesOf(fillLines(lines.map(withoutBackslash))) };
  if (before?.type !== "list" || !texts.every((text) => /^ {2,}\S/.test(text))) return [paragraph];
  before.items.at(-1)!.content.push(paragraph);
  return [];
}

/** Programs that make plain text of Markdown or HTML end a line that is not to be filled with a backslash. */
function withoutBackslash(line: Line): Line {
  return /(?<!\\)\\$/.test(line.text) ? { ...line, text: line.text.slice(0, -1).trimEnd(), ends: true } : line;
}

/** “On Monday, Ada <ada@example.org> wrote:” before a quote, without the address. */
function unsign(blocks: Block[]): void {
  const last = blocks.at(-1);
  if (last?.type !== "paragraph") return;
  const text = last.content.map((node) => (node.type === "text" ? node.text : node.type === "break" ? "\n" : "")).join("");
  if (!text.endsWith(":") || last.content.some((node) => node.type === "link")) return;
  const bare = text.replace(/\s*(?:<(?:mailto:)?[^\s<>]+(?:@| at | \(at\) )[^<>]{1,100}>|\[mailto:[^\]]{1,100}\])/g, "");
  if (bare !== text && /\p{L}/u.test(bare)) last.content = inlinesOf(bare);
}

/** Code that only an empty line divided is one, and so are lists. */
function joined(blocks: Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.type === "code" && last?.type === "code" && last.language === block.language) last.text += `\n\n${block.text}`;
    else if (block.type === "list" && last?.type === "list" && last.ordered === block.ordered && (!block.ordered || block.start === last.start + last.items.length)) last.items.push(...block.items);
    else result.push(block);
  }
  return result;
}
