import type { Block, Body, Inline, Mention } from "./body.ts";

/** The words of a body, for search and mail: one line a block, list item, table row and line break; a mention as `@name`. */
export function plainText(body: Body): string {
  return blocksText(body.content);
}

/**
 * The beginning of a body on one line, at most `max` characters (as a reader counts them) with the `…` that says it was cut. It cuts
 * between words where there is one in the last third, and never inside a character.
 */
export function excerpt(body: Body, max = 140): string {
  const text = plainText(body).trim().replace(/\s+/g, " ");
  if (text.length <= max) return text;
  if (PLAIN.test(text.slice(0, max + 1))) return cutBefore(text, max - 1);
  let count = 0;
  let cut = 0;
  for (const { index } of new Intl.Segmenter().segment(text)) {
    if (count === max - 1) cut = index;
    if (++count > max) return cutBefore(text, cut);
  }
  return text;
}

/** Letters and signs of Latin scripts, which a reader counts one by one as the machine does: the segmenter takes its time. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u02ff]*$/;

function cutBefore(text: string, end: number): string {
  const space = text.lastIndexOf(" ", end);
  return `${text.slice(0, space > (end * 2) / 3 ? space : end).trimEnd()}…`;
}

/** Whom a body names, each once, in order. */
export function mentions(body: Body): { users: string[]; groups: string[] } {
  const named = { user: new Set<string>(), group: new Set<string>() };
  const visit = (node: object): void => {
    if ("kind" in node) named[(node as Mention).kind].add((node as Mention).id);
    for (const part of Object.values(node)) if (part && typeof part === "object") visit(part);
  };
  visit(body);
  return { users: [...named.user], groups: [...named.group] };
}

/** True when a reader would see nothing: no text but white space and invisible characters. */
export function isEmptyBody(body: Body): boolean {
  return !/[^\s\p{DI}\u2800]/u.test(plainText(body));
}

function blocksText(content: Block[]): string {
  return content
    .map((block) => {
      switch (block.type) {
        case "paragraph":
        case "heading":
          return inlineText(block.content);
        case "list":
          return block.items.map((item) => blocksText(item.content)).join("\n");
        case "quote":
          return blocksText(block.content);
        case "code":
          return block.text;
        case "table":
          return [block.head, ...block.rows].map((row) => row.map(inlineText).join(" ")).join("\n");
        case "divider":
          return "";
      }
    })
    .join("\n");
}

function inlineText(content: Inline[]): string {
  return content
    .map((node) => {
      if (node.type === "text") return node.text;
      if (node.type === "link") return inlineText(node.content);
      return node.type === "mention" ? `@${node.label}` : "\n";
    })
    .join("");
}
