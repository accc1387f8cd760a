import type { Block, Body, Inline } from "./body.ts";
import { bodyErrors } from "./body.errors.ts";

/** What one body may hold. */
export const BODY_LIMITS = {
  /** UTF-8 bytes of Markdown. */
  bytes: 100_000,
  /** Blocks inside blocks; a paragraph at the top is at depth 1. */
  depth: 20,
  /** Blocks, list items, table cells and inline nodes together. */
  nodes: 10_000,
  links: 500,
} as const;

/**
 * Passes a body that keeps to {@link BODY_LIMITS}.
 *
 * @throws MeanwhileError `body/too_large`, `body/too_deep` or `body/too_many_links`
 */
export function checkBody(markdown: string, body: Body): void {
  checkBytes(markdown);
  let nodes = 0;
  let links = 0;
  const inlines = (content: Inline[]): void => {
    nodes += content.length;
    for (const inline of content) if (inline.type === "link") (links++, inlines(inline.content));
  };
  const pending: [Block[], number][] = [[body.content, 1]];
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [blocks, depth] = entry;
    if (blocks.length > 0) checkDepth(depth);
    nodes += blocks.length;
    for (const block of blocks) {
      if (block.type === "paragraph" || block.type === "heading") inlines(block.content);
      else if (block.type === "quote") pending.push([block.content, depth + 1]);
      else if (block.type === "list") for (const item of block.items) (nodes++, pending.push([item.content, depth + 1]));
      else if (block.type === "table") for (const cell of [block.head, ...block.rows].flat()) (nodes++, inlines(cell));
    }
  }
  if (nodes > BODY_LIMITS.nodes) {
    throw bodyErrors.tooLarge(`The text has ${nodes} parts; at most ${BODY_LIMITS.nodes} fit. Split it, or send the long part as a file.`, {
      details: { limit: BODY_LIMITS.nodes, actual: nodes },
    });
  }
  if (links > BODY_LIMITS.links) {
    throw bodyErrors.tooManyLinks(`The text has ${links} links; at most ${BODY_LIMITS.links} are taken. Leave some out.`, {
      details: { limit: BODY_LIMITS.links, actual: links },
    });
  }
}

/** @throws MeanwhileError `body/too_large` when the Markdown has too many bytes */
export function checkBytes(markdown: string): void {
  const bytes = new TextEncoder().encode(markdown).length;
  if (bytes <= BODY_LIMITS.bytes) return;
  throw bodyErrors.tooLarge(`The text has ${bytes} bytes; at most ${BODY_LIMITS.bytes} fit. Split it, or send the long part as a file.`, {
    details: { limit: BODY_LIMITS.bytes, actual: bytes },
  });
}

/** @throws MeanwhileError `body/too_deep` when blocks at this depth may not be */
export function checkDepth(depth: number): void {
  if (depth <= BODY_LIMITS.depth) return;
  throw bodyErrors.tooDeep(`Quotes and lists are nested deeper than ${BODY_LIMITS.depth} levels. Take some levels out.`, {
    details: { limit: BODY_LIMITS.depth },
  });
}
