import type { Block, Break, Inline, Link, Mark, Text } from "@meanwhile/core/body";
import { emojiNamed } from "./slack.emoji.ts";

/** Who and what is behind the ids in a message. */
export interface SlackNames {
  member(id: string): { id: string; name: string } | undefined;
  /** Of a public channel; a private one has no name for those who read of it elsewhere. */
  channel(id: string): string | undefined;
}

export function textOf(text: string, marks: Mark[] = []): Text {
  return { type: "text", text, marks };
}

/** Text in which the ends of lines are breaks. */
export function lines(text: string, marks: Mark[] = []): (Text | Break)[] {
  return text.split("\n").flatMap((part, i): (Text | Break)[] => [...(i > 0 ? [{ type: "break" } as const] : []), ...(part === "" ? [] : [textOf(part, marks)])]);
}

export function paragraph(...content: Inline[]): Block {
  return { type: "paragraph", content };
}

/** A remark of the importer's own, told apart from what somebody wrote. */
export function remark(text: string): Block {
  return paragraph(textOf(text, ["italic"]));
}

/** @param label what stands in its place where nobody has that id */
export function userMention(names: SlackNames, id: string, label?: string): Inline {
  const member = names.member(id);
  if (member) return { type: "mention", kind: "user", id: member.id, label: member.name };
  return textOf(`@${(label || id).replace(/^@/, "")}`);
}

export function channelName(names: SlackNames, id: string, label?: string): Text {
  return textOf(`#${(label || names.channel(id)) ?? "private-channel"}`);
}

export function linkTo(href: string, label: string, marks: Mark[] = []): Link {
  return { type: "link", href: withoutToken(href), content: [textOf(withoutToken(label || href), marks)] };
}

/** One of a workspace's own stays its name between colons. */
export function emoji(name: string, unicode?: string): string {
  const known = emojiNamed(name);
  if (known !== undefined) return known;
  const points = unicode?.split("-").map((point) => Number.parseInt(point, 16)) ?? [];
  return points.length > 0 && points.every((point) => point > 0x7f && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)) ? String.fromCodePoint(...points) : `:${name}:`;
}

/** Words with their `:short_names:` as emoji. */
export function withEmoji(text: string): string {
  return text.includes(":") ? text.replace(/:([a-z0-9_+'-]{1,100}(?:::skin-tone-[2-6])?):/g, (whole, name: string) => emojiNamed(name) ?? whole) : text;
}

/** The address of a file in an export opens it for whoever has it: the key in it (`?t=xoxe-…`) goes to nobody. */
function withoutToken(href: string): string {
  return href.replace(/([?&])t=xox[^&#]*(&?)/g, (_, before: string, more: string) => (more === "" ? "" : before));
}
