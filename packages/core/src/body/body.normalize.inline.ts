import type { Break, Inline, Link, Mark, Mention, Text } from "./body.ts";
import { cleanText, safeHref } from "./body.href.ts";

/**
 * The normal form of what stands in one block. `oneLine`: breaks become spaces, as headings and table cells need.
 * Spaces at the ends of lines, and breaks at the ends of the block, go.
 */
export function normalizeInlines(content: Inline[], oneLine: boolean): Inline[] {
  const tidy = tidyText(content.flatMap((node) => inline(node, oneLine)));
  const trimmed = tidy.filter((node, i) => node.type !== "text" || trimLine(node, i === 0 ? BREAK : tidy[i - 1], tidy[i + 1] ?? BREAK));
  while (trimmed[0]?.type === "break") trimmed.shift();
  while (trimmed.at(-1)?.type === "break") trimmed.pop();
  return trimmed;
}

const BREAK: Break = { type: "break" };

function inline(node: Inline, oneLine: boolean): Inline[] {
  if (node.type === "link") return link(node, oneLine);
  if (node.type === "mention") return mention(node, oneLine);
  return textOrBreak(node, oneLine);
}

function textOrBreak(node: Text | Break, oneLine: boolean): (Text | Break)[] {
  if (node.type === "break") return [oneLine ? { type: "text", text: " ", marks: [] } : { type: "break" }];
  const marks = [...new Set(node.marks)].sort();
  const text = cleanText(node.text);
  if (marks.includes("code") || oneLine) return [{ type: "text", text: text.replace(/\r\n?|\n/g, " "), marks }];
  return text.split(/\r\n?|\n/).flatMap((part, i) => [...(i > 0 ? [{ ...BREAK }] : []), { type: "text", text: part, marks }]);
}

/** A link to nowhere good is its text; a link without text shows where it leads. */
function link(node: Link, oneLine: boolean): Inline[] {
  const href = safeHref(node.href);
  const written = node.content.flatMap((part) => textOrBreak(part, oneLine));
  if (href === null) return written;
  const tidy = tidyText(written.map(withoutDefinition));
  const content = tidy.filter((part, i) => part.type !== "text" || trimLine(part, tidy[i - 1], tidy[i + 1]));
  const blank = content.every((part) => part.type === "break" || part.text.trim() === "");
  return [{ type: "link", href, content: blank ? [{ type: "text", text: href, marks: [] }] : content }];
}

/** Code in a link that would make the line a definition, [`]: …, and cannot be escaped there, is plain. */
function withoutDefinition(part: Text | Break): Text | Break {
  return part.type === "text" && part.text.includes("]:") ? { ...part, marks: part.marks.filter((mark) => mark !== "code") } : part;
}

function mention({ kind, id, label }: Mention, oneLine: boolean): Inline[] {
  const tidy = (text: string): string => cleanText(text).trim().replace(/\s+/g, " ").replace(/^@[@ ]*/, "");
  if (id.trim() === "" || cleanText(id) !== id) return textOrBreak({ type: "text", text: label, marks: [] }, oneLine);
  return [{ type: "mention", kind, id, label: tidy(label) || tidy(id) || kind }];
}

/**
 * Merges neighbours with equal marks, drops empty texts, and takes marks off white space where they begin or end: Markdown cannot say
 * `** bold **`. White space inside a marked run keeps the mark.
 */
function tidyText<T extends Inline>(content: (T | Text)[]): (T | Text)[] {
  const parts = content.flatMap(splitSpace);
  const tidy: (T | Text)[] = [];
  for (let i = 0; i < parts.length; ) {
    let end = i;
    let marks: Mark[] | undefined;
    for (; isSpace(parts[end]); end++) marks = shared(marks, parts[end]);
    const gap = parts.slice(i, end) as Text[];
    if (marks) append(tidy, { type: "text", text: gap.map((part) => part.text).join(""), marks: shared(shared(marks, parts[i - 1]), parts[end]) });
    const next = parts[end];
    if (next) append(tidy, next);
    i = end + 1;
  }
  return tidy;
}

/** A text as its leading space, its core and its trailing space, without what is empty. Space in code is content. */
function splitSpace<T extends Inline>(node: T | Text): (T | Text)[] {
  if (node.type !== "text" || node.marks.includes("code")) return node.type === "text" && node.text === "" ? [] : [node];
  const core = node.text.trim();
  const start = node.text.length - node.text.trimStart().length;
  const pieces = [node.text.slice(0, start), core, core && node.text.slice(start + core.length)];
  return pieces.filter((piece) => piece !== "").map((text) => ({ type: "text", text, marks: node.marks }));
}

function isSpace(node: Inline | undefined): node is Text {
  return node?.type === "text" && !node.marks.includes("code") && node.text.trim() === "";
}

function shared(marks: Mark[] | undefined, node: Inline | undefined): Mark[] {
  const others = node?.type === "text" ? node.marks : [];
  return marks ? marks.filter((mark) => others.includes(mark)) : others;
}

function append<T extends Inline>(content: (T | Text)[], node: T | Text): void {
  const last = content.at(-1);
  if (last?.type === "text" && node.type === "text" && last.marks.join() === node.marks.join()) {
    content[content.length - 1] = { ...last, text: last.text + node.text };
  } else content.push(node);
}

/** Takes the spaces off a text (in place) where it begins or ends a line. False when nothing is left. */
function trimLine(node: Text, before: Inline | undefined, after: Inline | undefined): boolean {
  if (node.marks.includes("code")) return true;
  let start = 0;
  let end = node.text.length;
  if (before?.type === "break") while (/[ \t]/.test(node.text.charAt(start))) start++;
  if (after?.type === "break") while (end > start && /[ \t]/.test(node.text.charAt(end - 1))) end--;
  node.text = node.text.slice(start, end);
  return node.text !== "";
}
