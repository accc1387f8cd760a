import type { Block, Body, Cell, Heading, List, Table } from "./body.ts";
import { printInlines } from "./body.print.inline.ts";

/**
 * A body in normal form as Markdown (GFM). Reading it again gives the same body. Every character that could be taken for markup, HTML
 * included, is escaped.
 */
export function printMarkdown(body: Body): string {
  return printBlocks(body.content);
}

function printBlocks(content: Block[]): string {
  let printed = "";
  let marker = "";
  content.forEach((block, i) => {
    const previous = content[i - 1];
    let text: string;
    if (block.type === "list") {
      const taken = previous?.type === "list" && previous.ordered === block.ordered ? marker : "";
      [text, marker] = printList(block, taken);
    } else text = printBlock(block);
    printed += (i === 0 ? "" : previous?.type === "paragraph" && interrupts(block) ? "\n" : "\n\n") + text;
  });
  return printed;
}

/** True for a list that may follow the line that leads up to it at once; others Markdown would read as part of that line. */
function interrupts(block: Block): boolean {
  return block.type === "list" && (!block.ordered || block.start === 1) && block.items[0]?.content[0]?.type === "paragraph";
}

function printBlock(block: Exclude<Block, List>): string {
  switch (block.type) {
    case "paragraph":
      return printInlines(block.content);
    case "heading":
      return printHeading(block);
    case "quote":
      return eachLine(printBlocks(block.content), (line) => (line ? `> ${line}` : ">"));
    case "code": {
      const fence = "`".repeat((block.text.match(/`{3,}/g) ?? ["``"]).sort().at(-1)!.length + 1);
      return `${fence}${block.language ?? ""}\n${block.text}\n${fence}`;
    }
    case "divider":
      // Of the three ways to write it, the one no list marker can be taken for.
      return "___";
    case "table":
      return printTable(block);
  }
}

/** Number signs at the end would be taken for the heading's own. */
function printHeading({ level, content }: Heading): string {
  const text = printInlines(content, `${"#".repeat(level)} `);
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return text.slice(0, end) + "\\#".repeat(text.length - end);
}

/** The list, and the character that marks its items: another than `taken`, or two lists in a row would be one. */
function printList({ ordered, start, items }: List, taken: string): [text: string, marker: string] {
  const contents = items.map(({ content }) => printBlocks(content));
  // Three dashes on one line would be a divider.
  const dashes = contents.some((text) => /^-[- ]*(\n|$)/.test(text));
  const marker = ordered ? (taken === "." ? ")" : ".") : taken === "-" ? "+" : dashes ? "*" : "-";
  const printed = items.map(({ checked }, i) => {
    const sign = ordered ? Math.min(start + i, 999_999_999) + marker : marker;
    const text = (checked === null ? "" : checked ? "[x] " : "[ ] ") + contents[i];
    const indent = " ".repeat(sign.length + 1);
    return sign + eachLine(text && ` ${text}`, (line, n) => (n > 0 && line ? indent + line : line));
  });
  return [printed.join("\n"), marker];
}

function printTable({ align, head, rows }: Table): string {
  const row = (cells: Cell[]): string => `${cells.map((cell) => printInlines(cell, "| ")).join(" ")} |`;
  const rule = align.map((side) => (side ? { left: "| :--", right: "| --:", center: "| :-:" }[side] : "| ---"));
  return [row(head), `${rule.join(" ")} |`, ...rows.map(row)].join("\n");
}

function eachLine(text: string, change: (line: string, index: number) => string): string {
  return text.split("\n").map(change).join("\n");
}
