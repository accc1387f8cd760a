import { MeanwhileError } from "@meanwhile/core";
import { type Block, type Body, checkBody, excerpt, type Inline, isEmptyBody, mentions, normalizeBody, plainText, printMarkdown } from "@meanwhile/core/body";
import { attachmentBlocks, kitBlocks } from "./slack.blocks.ts";
import { fileBlocks } from "./slack.files.ts";
import { paragraph, remark, type SlackNames, textOf } from "./slack.inline.ts";
import { mrkdwnBlocks } from "./slack.mrkdwn.ts";
import type { SlackMessage } from "./slack.schema.ts";

/** A message as a comment keeps it. */
export interface WrittenMessage {
  markdown: string;
  body: Body;
  excerpt: string;
  /** Member ids. */
  mentions: string[];
  /** It was longer than a comment may be. */
  cut: boolean;
  /** How many files it links to. */
  files: number;
}

/**
 * Turns a message into a comment. The tree is built here and printed as Markdown, so that no sign in a message is taken for markup and
 * nothing need be parsed again. Blocks are preferred over text, which Slack makes of them and loses lists by.
 */
export function writeMessage(message: SlackMessage, names: SlackNames): WrittenMessage {
  const text = message.comment?.comment ?? message.text ?? "";
  const kit = message.comment ? [] : kitBlocks(message.blocks, names);
  const words = kit.length > 0 ? kit : mrkdwnBlocks(text, names);
  const files = fileBlocks(message.files.length > 0 ? message.files : message.file === undefined ? [] : [message.file]);
  const blocks = [...(message.subtype === "me_message" ? words.map(inItalics) : words), ...attachmentBlocks(message.attachments, names), ...files.blocks];
  const { body, markdown, cut } = fitted(blocks);
  return { body, markdown, cut, excerpt: excerpt(body), mentions: mentions(body).users, files: files.linked };
}

/** `/me waves`: told of whoever wrote it. */
function inItalics(block: Block): Block {
  if (block.type !== "paragraph") return block;
  return { ...block, content: block.content.map((node): Inline => (node.type === "text" ? { ...node, marks: [...new Set([...node.marks, "italic" as const])] } : node)) };
}

/** What does not fit stays as its first words, plain: there is hardly a person who wrote so much. */
function fitted(blocks: Block[]): { body: Body; markdown: string; cut: boolean } {
  try {
    const body = normalizeBody({ version: 1, content: blocks });
    return { ...checked(isEmptyBody(body) ? { version: 1, content: [remark("This message has no text.")] } : body), cut: false };
  } catch (error) {
    if (!MeanwhileError.isInstance(error)) throw error;
    const words = [...plainText({ version: 1, content: blocks })].slice(0, 15_000).join("").replace(/\s+/g, " ");
    return { ...checked(normalizeBody({ version: 1, content: [paragraph(textOf(words)), remark("This message is longer than a comment can be. The rest was left out.")] })), cut: true };
  }
}

/** @throws MeanwhileError of `checkBody` */
function checked(body: Body): { body: Body; markdown: string } {
  const markdown = printMarkdown(body);
  checkBody(markdown, body);
  return { body, markdown };
}
