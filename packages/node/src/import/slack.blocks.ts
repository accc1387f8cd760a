import type { Block, Inline } from "@meanwhile/core/body";
import { linkTo, paragraph, type SlackNames, textOf, withEmoji } from "./slack.inline.ts";
import { mrkdwnBlocks, mrkdwnInlines } from "./slack.mrkdwn.ts";
import { nodes, richBlocks, text } from "./slack.rich.ts";
import { slackAttachmentSchema } from "./slack.schema.ts";

/** What a message's `blocks` say: the message field's own, and those that apps put together. Buttons and inputs say nothing any more. */
export function kitBlocks(blocks: readonly unknown[], names: SlackNames): Block[] {
  return nodes(blocks).flatMap((block): Block[] => {
    switch (block["type"]) {
      case "rich_text":
        return richBlocks(block["elements"], names);
      case "section":
        return [...kitText(block["text"], names), ...nodes(block["fields"]).flatMap((field) => kitText(field, names))];
      case "header":
        return [{ type: "heading", level: 3, content: nodes([block["text"]]).map((head) => textOf(withEmoji(text(head["text"])))) }];
      case "context":
        return [paragraph(...nodes(block["elements"]).flatMap((element, i): Inline[] => [...(i > 0 ? [textOf(" ")] : []), ...kitInlines(element, names)]))];
      case "divider":
        return [{ type: "divider" }];
      case "image":
      case "video":
        return picture(text(block["title_url"]) || text(block["image_url"]), text((block["title"] as { text?: unknown } | undefined)?.text) || text(block["alt_text"]));
      case "markdown":
        return mrkdwnBlocks(text(block["text"]), names);
      default:
        return [];
    }
  });
}

function kitText(value: unknown, names: SlackNames): Block[] {
  return nodes([value]).flatMap((node) => (node["type"] === "mrkdwn" ? mrkdwnBlocks(text(node["text"]), names) : [paragraph(textOf(withEmoji(text(node["text"]))))]));
}

function kitInlines(node: Record<string, unknown>, names: SlackNames): Inline[] {
  if (node["type"] === "mrkdwn") return mrkdwnInlines(text(node["text"]), names);
  return [textOf(withEmoji(text(node["text"]) || text(node["alt_text"])))];
}

function picture(href: string, label: string): Block[] {
  return href === "" ? [] : [paragraph(linkTo(href, label))];
}

/**
 * What hangs below a message. What Slack fetched for a link that is in the message says nothing new; what an app sent is often all there is; a
 * message that somebody passed on is quoted.
 */
export function attachmentBlocks(attachments: readonly unknown[], names: SlackNames): Block[] {
  return attachments.flatMap((found): Block[] => {
    const { success, data: one } = slackAttachmentSchema.safeParse(found);
    if (!success) return [];
    const isMessage = one.is_msg_unfurl === true || one.is_share === true;
    if (!isMessage && (one.from_url !== undefined || one.original_url !== undefined)) return [];
    const shared = nodes(one.message_blocks).flatMap((block) => kitBlocks(nodes((block["message"] as { blocks?: unknown } | undefined)?.blocks), names));
    const own = one.blocks.length > 0 ? kitBlocks(one.blocks, names) : [];
    const words = own.length > 0 ? own : shared.length > 0 ? shared : mrkdwnBlocks(one.text ?? "", names);
    const content: Block[] = [
      ...(one.author_name ? [paragraph(textOf(one.author_name, ["bold"]))] : []),
      ...(one.title ? [paragraph(one.title_link ? linkTo(one.title_link, withEmoji(one.title)) : textOf(withEmoji(one.title), ["bold"]))] : []),
      ...words,
      ...one.fields.flatMap((field) => (field ? [paragraph(...(field.title ? [textOf(field.title, ["bold"]), { type: "break" } as const] : []), ...mrkdwnInlines(field.value ?? "", names))] : [])),
      ...(one.image_url ? picture(one.image_url, one.title ?? "") : []),
      ...(isMessage && one.from_url ? picture(one.from_url, one.footer ?? "") : []),
    ];
    const before = mrkdwnBlocks(one.pretext ?? "", names);
    if (content.length === 0 && before.length === 0) return mrkdwnBlocks(one.fallback ?? "", names);
    return [...before, ...(content.length > 0 ? [{ type: "quote" as const, content }] : [])];
  });
}
