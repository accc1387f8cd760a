import type { Block, Inline, ListItem, Mark } from "@meanwhile/core/body";
import { channelName, emoji, lines, linkTo, paragraph, type SlackNames, textOf, userMention } from "./slack.inline.ts";

/** A message's `text` in Slack's own markup (“mrkdwn”) as blocks. */
export function mrkdwnBlocks(text: string, names: SlackNames): Block[] {
  // Between fences is code, whatever it is; a fence without an end is three backticks.
  return text
    .replace(/\r\n?/g, "\n")
    .split(/```\n?([^]*?)\n?```/)
    .flatMap((part, i): Block[] => (i % 2 === 1 ? [{ type: "code", language: null, text: decoded(plainReferences(part)) }] : proseBlocks(part, names)));
}

/** On one line or several, within a block. */
export function mrkdwnInlines(text: string, names: SlackNames): Inline[] {
  return inlines(text, names, []);
}

const QUOTE = /^(?:&gt;|>)[ ]?/;
const BULLET = /^\s{0,12}(?:[•◦▪‣]\ufe0e?|-)[ \t]+(?=\S)/;
const NUMBER = /^\s{0,12}(\d{1,9})\.[ \t]+(?=\S)/;

function proseBlocks(text: string, names: SlackNames): Block[] {
  const all = text.split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < all.length; ) {
    const start = i;
    const line = all[i]!;
    if (/^(?:&gt;|>){3}/.test(line)) {
      const rest = [line.replace(/^(?:&gt;|>){3} ?/, ""), ...all.slice(i + 1)].join("\n");
      blocks.push({ type: "quote", content: proseBlocks(rest.replace(/^(?:&gt;|>)/gm, ""), names) });
      break;
    }
    const same = (pattern: RegExp): string[] => {
      while (i < all.length && pattern.test(all[i]!)) i++;
      return all.slice(start, i).map((one) => one.replace(pattern, ""));
    };
    const item = (one: string): ListItem => ({ checked: null, content: [paragraph(...inlines(one, names, []))] });
    if (QUOTE.test(line)) blocks.push({ type: "quote", content: [paragraph(...inlines(same(QUOTE).join("\n"), names, []))] });
    else if (BULLET.test(line)) blocks.push({ type: "list", ordered: false, start: 1, items: same(BULLET).map(item) });
    else if (NUMBER.test(line)) blocks.push({ type: "list", ordered: true, start: Number(NUMBER.exec(line)![1]), items: same(NUMBER).map(item) });
    else if (line.trim() === "") i++;
    else {
      while (i < all.length && all[i]!.trim() !== "" && !QUOTE.test(all[i]!) && !BULLET.test(all[i]!) && !NUMBER.test(all[i]!)) i++;
      blocks.push(paragraph(...inlines(all.slice(start, i).join("\n"), names, [])));
    }
  }
  return blocks;
}

/**
 * What stands between angle brackets, code, marks around words, emoji. A mark opens where no word stands before it and closes where none
 * stands after it, on one line and not too far away, so that no text takes long.
 */
const PARTS = /<([^<>\n]{1,4000})>|`([^`\n]{1,4000})`|(?<![\p{L}\p{N}*_~])([*_~])(?=[^\s*_~])([^\n]{0,1000}?[^\s])\3(?![\p{L}\p{N}*_~])|:([a-z0-9_+'-]{1,100}(?:::skin-tone-[2-6])?):/gu;
const MARKS: Record<string, Mark> = { "*": "bold", _: "italic", "~": "strike" };

function inlines(text: string, names: SlackNames, marks: Mark[]): Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, reference, code, mark, inner, name] = match;
    if (match.index > end) found.push(...lines(decoded(text.slice(end, match.index)), marks));
    end = match.index + whole.length;
    if (reference !== undefined) found.push(...referred(reference, names, marks));
    else if (code !== undefined) found.push(textOf(decoded(plainReferences(code)), [...marks, "code"]));
    else if (mark !== undefined) found.push(...inlines(inner!, names, [...marks, MARKS[mark]!]));
    else found.push(textOf(emoji(name!), marks));
  }
  if (end < text.length) found.push(...lines(decoded(text.slice(end)), marks));
  return found;
}

/** `<@U1|ada>`, `<#C1|general>`, `<!here>`, `<https://…|words>`. */
function referred(reference: string, names: SlackNames, marks: Mark[]): Inline[] {
  const bar = reference.indexOf("|");
  const target = decoded(bar < 0 ? reference : reference.slice(0, bar));
  const label = bar < 0 ? undefined : decoded(reference.slice(bar + 1));
  if (target.startsWith("@")) return [userMention(names, target.slice(1), label)];
  if (target.startsWith("#")) return [{ ...channelName(names, target.slice(1), label), marks }];
  if (target.startsWith("!")) return [textOf(special(target.slice(1), label), marks)];
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return [textOf(`<${decoded(reference)}>`, marks)];
  return [linkTo(target, label ?? target.replace(/^mailto:/, ""), marks)];
}

/** `here`, `subteam^S1`, `date^…^…`: a group is not in an export, its handle is in the message. */
function special(name: string, label: string | undefined): string {
  if (name.startsWith("date^")) return label ?? name.split("^")[2] ?? "";
  if (name.startsWith("subteam^")) return `@${(label ?? "group").replace(/^@/, "")}`;
  return `@${(label ?? name.split("^")[0]!).replace(/^@/, "")}`;
}

/** In code an address is what was written, without its brackets. */
function plainReferences(code: string): string {
  return code.replace(/<((?:https?|mailto|tel|ftp):[^<>|\n]+)(?:\|([^<>\n]*))?>/g, (_, target: string, label?: string) => label ?? target.replace(/^mailto:/, ""));
}

/** Slack writes three characters as references, and no others. */
export function decoded(text: string): string {
  return text.includes("&") ? text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === "amp" ? "&" : name === "lt" ? "<" : ">")) : text;
}
