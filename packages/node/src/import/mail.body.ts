import { type Block, type Body, BODY_LIMITS, checkBody, excerpt, isEmptyBody, normalizeBody, printMarkdown } from "@meanwhile/core/body";
import { MeanwhileError } from "@meanwhile/core";
import { sizeOf } from "./import.size.ts";
import { letterBlocks } from "./mail.blocks.ts";
import { htmlBlocks } from "./mail.html.ts";
import { readLines } from "./mail.lines.ts";
import type { MailSource } from "./mail.source.ts";
import { trimLetter } from "./mail.trim.ts";

/** A letter as a comment keeps it. */
export interface WrittenLetter {
  markdown: string;
  body: Body;
  /** Of what its author wrote, not of what they quoted, where there is such. */
  excerpt: string;
  /** It was longer than a comment may be. */
  cut: boolean;
}

/**
 * Turns a letter into a comment. The tree is built here and printed as Markdown, so that no sign in a letter is taken for markup. A letter
 * that is too long, or holds too many parts or links, is cut until it fits, and says so at its end.
 */
export function writeLetter(source: MailSource): WrittenLetter {
  for (let size: number = BODY_LIMITS.bytes; ; size = Math.floor(size * 0.7)) {
    const cut = size < (source.text?.length ?? BODY_LIMITS.bytes);
    try {
      return { ...fitted(blocksOf(source, size), cut), cut };
    } catch (error) {
      if (!MeanwhileError.isInstance(error) || size < 100) throw error;
    }
  }
}

function blocksOf({ text, html, flowed, attachments }: MailSource, size: number): Block[] {
  if (text === null) return [...clipped(htmlBlocks(html ?? ""), size), ...attached(attachments)];
  const letter = trimLetter(readLines(text.slice(0, size), flowed));
  return [...letterBlocks(letter.lines), ...attached([...letter.attachments, ...attachments])];
}

/** HTML is mostly tags: what counts is how much is left of it. */
function clipped(blocks: Block[], size: number): Block[] {
  if (size >= BODY_LIMITS.bytes) return blocks;
  let left = size;
  return blocks.filter((block) => (left -= JSON.stringify(block).length / 2) > 0);
}

/** @throws MeanwhileError of `checkBody` */
function fitted(blocks: Block[], cut: boolean): Omit<WrittenLetter, "cut"> {
  const ending = cut ? [note("This message is longer than a comment can be. The rest was left out.")] : [];
  let body = normalizeBody({ version: 1, content: [...blocks, ...ending] });
  if (isEmptyBody(body)) body = normalizeBody({ version: 1, content: [note("This message has no text.")] });
  const markdown = printMarkdown(body);
  checkBody(markdown, body);
  const own = { ...body, content: body.content.filter((block, i) => block.type !== "quote" && !isAttribution(block, body.content[i + 1])) };
  return { markdown, body, excerpt: excerpt(isEmptyBody(own) ? body : own) };
}

/** The line before a quote that says whose words follow. */
function isAttribution(block: Block, next: Block | undefined): boolean {
  if (next?.type !== "quote" || block.type !== "paragraph") return false;
  const last = block.content.at(-1);
  return last?.type === "text" && last.text.endsWith(":") && block.content.length <= 3;
}

function attached(attachments: readonly { name: string; bytes: number | null }[]): Block[] {
  const lines = attachments.slice(0, 20).map(({ name, bytes }) => note(`Attachment, not kept: ${name.replace(/\s+/g, " ").slice(0, 200)}${bytes === null ? "" : ` (${sizeOf(bytes)})`}`));
  return attachments.length > 20 ? [...lines, note(`And ${attachments.length - 20} more attachments.`)] : lines;
}

function note(text: string): Block {
  return { type: "paragraph", content: [{ type: "text", text, marks: ["italic"] }] };
}
