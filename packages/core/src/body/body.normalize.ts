import type { Block, Body, Cell, Inline, List, ListItem, Table } from "./body.ts";
import { bodyErrors } from "./body.errors.ts";
import { cleanText } from "./body.href.ts";
import { BODY_LIMITS } from "./body.limits.ts";
import { normalizeInlines } from "./body.normalize.inline.ts";

/**
 * The normal form of a body (see {@link Body}); for a tree that came from somewhere else than `parseMarkdown`, such as an editor. What
 * Markdown cannot say is dropped or said plainly: an unsafe link becomes its text, a break in a heading or cell a space. Idempotent, and
 * `parseMarkdown(printMarkdown(normalizeBody(body)))` is `normalizeBody(body)`.
 *
 * @throws MeanwhileError `body/too_large` for a table whose short rows would be filled up beyond {@link BODY_LIMITS}
 */
export function normalizeBody(body: Body): Body {
  return { version: 1, content: blocks(body.content) };
}

function blocks(content: Block[]): Block[] {
  return content.flatMap((block): Block[] => {
    switch (block.type) {
      case "paragraph": {
        const inner = normalizeInlines(block.content, false);
        return inner.length > 0 ? [{ type: "paragraph", content: inner }] : [];
      }
      case "heading": {
        const inner = normalizeInlines(block.content, true);
        return inner.length > 0 ? [{ type: "heading", level: block.level, content: inner }] : [];
      }
      case "quote": {
        const inner = blocks(block.content);
        return inner.length > 0 ? [{ type: "quote", content: inner }] : [];
      }
      case "list":
        return block.items.length > 0 ? [list(block)] : [];
      case "code": {
        const language = block.language !== null && /^[\p{L}\p{N}+#._-]{1,40}$/u.test(block.language) ? block.language : null;
        return [{ type: "code", language, text: cleanText(block.text).replace(/\r\n?/g, "\n") }];
      }
      case "divider":
        return [{ type: "divider" }];
      case "table":
        return block.head.length > 0 ? [table(block)] : [];
    }
  });
}

function list({ ordered, start, items }: List): List {
  const first = ordered && Number.isFinite(start) ? Math.min(Math.max(Math.trunc(start), 0), 999_999_999) : 1;
  return { type: "list", ordered, start: first, items: items.map(listItem) };
}

function listItem(item: ListItem): ListItem {
  const content = blocks(item.content);
  return { checked: content[0]?.type === "paragraph" ? item.checked : null, content };
}

function table({ align, head, rows }: Table): Table {
  const width = head.length;
  if (width * (rows.length + 1) > BODY_LIMITS.nodes) {
    throw bodyErrors.tooLarge(`The table has more than ${BODY_LIMITS.nodes} cells. Split it, or send it as a file.`);
  }
  const row = (cells: Cell[]): Cell[] => Array.from({ length: width }, (_, i) => cell(cells[i] ?? []));
  return { type: "table", align: head.map((_, i) => align[i] ?? null), head: row(head), rows: rows.map(row) };
}

/** In a cell, `\\|` is a pipe even inside code: code that has a backslash before a pipe cannot be written there, and stays as plain text. */
function cell(content: Cell): Cell {
  const written = normalizeInlines(content, true);
  const plain = <T extends Inline>(node: T): T =>
    node.type === "text" && UNWRITABLE.test(node.text) ? { ...node, marks: node.marks.filter((mark) => mark !== "code") } : node;
  return normalizeInlines(
    written.map((node) => (node.type === "link" ? { ...node, content: node.content.map(plain) } : plain(node))),
    true,
  );
}

const UNWRITABLE = /(?<!\\)(?:\\\\)*\\\|/;
