import type { Comment, CommentId, ThreadId } from "@meanwhile/core";
import { reactionSchema } from "@meanwhile/core/contract";
import { derivedId } from "./import.ids.ts";
import type { Conversation } from "./slack.conversations.ts";
import { emojiNamed } from "./slack.emoji.ts";
import type { SlackPeople } from "./slack.people.ts";
import { type SlackMessage, slackMessageSchema } from "./slack.schema.ts";

/** A message, and where it goes. */
export interface PlacedMessage {
  message: SlackMessage;
  id: CommentId;
  /** Milliseconds. */
  at: number;
  /** The message it answers, by its comment's id; `null` where it answers none. */
  rootId: CommentId | null;
  /** Where it goes unless the message it answers went elsewhere. */
  threadId: ThreadId;
  /** It is one of many in a thread of its day, or month among people. */
  period: string | null;
}

/** What Slack says by itself of a conversation; the sentence is why it is skipped. */
const NOTICES = "told of the channel itself: who came, went, renamed, pinned";
const NOTICE = /^(?:(?:channel|group|mpim|mpdm|im|bot|app)_(?!message$)\w+|pinned_item|unpinned_item|reminder_\w+|sh_room_\w+|huddle_\w+|joiner_\w+|tabbed_canvas_\w+|canvas_\w+|document_mention|ekm_access_denied|message_changed|message_deleted|message_replied)$/;

/**
 * Reads one message of a day.
 *
 * @returns why it is skipped, where it is
 */
export function readMessage(found: unknown): SlackMessage | string {
  const { success, data: message } = slackMessageSchema.safeParse(found);
  if (!success) return "had no time by which to place them";
  if (message.type !== undefined && message.type !== "message") return "were no messages";
  if (message.subtype !== undefined && NOTICE.test(message.subtype)) return NOTICES;
  if (message.subtype === "tombstone" && message.reply_count === undefined && !isRoot(message)) return "were deleted in Slack";
  return message;
}

function isRoot({ ts, thread_ts }: SlackMessage): boolean {
  return thread_ts === ts;
}

/** Milliseconds of a `ts`. */
export function atOf(ts: string): number {
  return Math.floor(Number(ts) * 1000 + 1e-4);
}

/**
 * A thread of Slack's is a thread. Single messages of a channel belong together by the day they stand under, those among people by the month.
 *
 * @param day of the file it stands in
 */
export function placeMessage(message: SlackMessage, day: string, { id: conversation, kind }: Conversation, workspace: string): PlacedMessage {
  const at = atOf(message.ts);
  const key = [workspace, "slack", conversation];
  const id = derivedId("cmt", at, ...key, message.ts);
  const thread = message.thread_ts !== undefined && (message.thread_ts !== message.ts || message.reply_count !== 0) ? message.thread_ts : undefined;
  if (thread !== undefined) {
    const rootId = thread === message.ts ? null : derivedId("cmt", atOf(thread), ...key, thread);
    return { message, id, at, rootId, threadId: derivedId("thr", atOf(thread), ...key, thread), period: null };
  }
  const period = kind === "direct" ? day.slice(0, 7) : day;
  return { message, id, at, rootId: null, threadId: derivedId("thr", Date.parse(period), ...key, period), period };
}

/** Who reacted how, as far as we can keep it: a workspace's own emoji by its name. `left` counts the others. */
export function readReactions(message: SlackMessage, people: SlackPeople): { reactions: Comment["reactions"]; left: number } {
  const reactions: Comment["reactions"] = [];
  let left = 0;
  for (const found of message.reactions) {
    const emoji = found && (emojiNamed(found.name) ?? found.name.split("::")[0]!.toLowerCase());
    const memberIds = [...new Set(found?.users.flatMap((user) => people.byId(user)?.id ?? []))];
    if (!emoji || memberIds.length === 0 || !reactionSchema.safeParse(emoji).success) left++;
    else {
      const same = reactions.find((one) => one.emoji === emoji);
      if (same) same.memberIds = [...new Set([...same.memberIds, ...memberIds])];
      else reactions.push({ emoji, memberIds });
    }
  }
  return { reactions, left };
}
