import type { Block, Inline, List, Mark } from "@meanwhile/core/body";
import { channelName, emoji, lines, linkTo, paragraph, type SlackNames, textOf, userMention, withEmoji } from "./slack.inline.ts";

type Node = Record<string, unknown>;

/** A `rich_text` block: what the message field makes, and the truest form of a message there is. Unknown parts are left out. */
export function richBlocks(elements: unknown, names: SlackNames): Block[] {
  const blocks: Block[] = [];
  for (const element of nodes(elements)) {
    switch (element["type"]) {
      case "rich_text_section":
        blocks.push(...sections(inlines(element["elements"], names)));
        break;
      case "rich_text_quote":
        blocks.push({ type: "quote", content: sections(inlines(element["elements"], names)) });
        break;
      case "rich_text_preformatted":
        blocks.push({ type: "code", language: text(element["language"]) || null, text: codeText(element["elements"]) });
        break;
      case "rich_text_list":
        addList(blocks, element, names);
        break;
    }
  }
  return blocks;
}

/** A blank line inside of a section is the space between two paragraphs. */
function sections(content: Inline[]): Block[] {
  const blocks: Block[] = [];
  let part: Inline[] = [];
  content.forEach((node, i) => {
    if (node.type === "break" && content[i + 1]?.type === "break") {
      blocks.push(paragraph(...part));
      part = [];
    } else part.push(node);
  });
  return [...blocks, paragraph(...part)];
}

/** Slack writes a nested list as lists side by side, each with its indent: it goes into the last item of the one before. */
function addList(blocks: Block[], element: Node, names: SlackNames): void {
  const indent = Math.min(Math.max(Number(element["indent"]) || 0, 0), 8);
  const ordered = element["style"] === "ordered";
  const items = nodes(element["elements"]).map((item) => ({ checked: null, content: sections(inlines(item["elements"], names)) }));
  if (items.length === 0) return;
  let target = blocks;
  let last = target.at(-1);
  for (let depth = 0; depth < indent && last?.type === "list"; depth++) {
    target = last.items.at(-1)!.content;
    last = target.at(-1);
  }
  if (last?.type === "list" && last.ordered === ordered) last.items.push(...items);
  else target.push({ type: "list", ordered, start: ordered ? (Number(element["offset"]) || 0) + 1 : 1, items } satisfies List);
}

function inlines(elements: unknown, names: SlackNames): Inline[] {
  return nodes(elements).flatMap((element): Inline[] => {
    const marks = marksOf(element["style"]);
    switch (element["type"]) {
      case "text": {
        const words = text(element["text"]);
        return lines(marks.includes("code") ? words : withEmoji(words), marks);
      }
      case "link":
        return [linkTo(text(element["url"]), text(element["text"]).replace(/\s+/g, " "), marks)];
      case "user":
        return [userMention(names, text(element["user_id"]))];
      case "channel":
        return [{ ...channelName(names, text(element["channel_id"])), marks }];
      case "usergroup":
        return [textOf("@group", marks)];
      case "broadcast":
        return [textOf(`@${text(element["range"]) || "here"}`, marks)];
      case "emoji":
        return [textOf(emoji(text(element["name"]), text(element["unicode"]) || undefined), marks)];
      case "date":
        return [textOf(text(element["fallback"]) || dayOf(element["timestamp"]), marks)];
      case "color":
        return [textOf(text(element["value"]), marks)];
      default:
        return [];
    }
  });
}

function codeText(elements: unknown): string {
  return nodes(elements)
    .map((element) => text(element["text"]) || text(element["url"]))
    .join("");
}

function marksOf(style: unknown): Mark[] {
  if (typeof style !== "object" || style === null) return [];
  return (["bold", "code", "italic", "strike"] as const).filter((mark) => (style as Node)[mark] === true);
}

function dayOf(timestamp: unknown): string {
  const ms = Number(timestamp) * 1000;
  return ms > 0 && ms < 253_402_300_800_000 ? new Date(ms).toISOString().slice(0, 10) : "";
}

export function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter((one): one is Node => typeof one === "object" && one !== null) : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
