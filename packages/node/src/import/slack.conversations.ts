import type { ChannelId } from "@meanwhile/core";
import type { NewEvent } from "../calls/context.ts";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { appendEvents } from "../events/events.store.ts";
import { derivedId } from "./import.ids.ts";
import { addToSpace } from "./import.store.ts";
import type { SlackArchive } from "./slack.archive.ts";
import { decoded } from "./slack.mrkdwn.ts";
import type { SlackPeople } from "./slack.people.ts";
import { type SlackConversation, slackConversationSchema } from "./slack.schema.ts";

/** A conversation of the export, and where it goes. */
export interface Conversation {
  /** Of Slack's; ids of threads and comments are derived from it. */
  id: string;
  kind: "channel" | "direct";
  isPrivate: boolean;
  name: string;
  description: string;
  archived: boolean;
  /** ISO 8601. */
  createdAt: string;
  /** Slack's ids of who is in it. */
  members: string[];
  /** Of the archive; `null` where nobody wrote. */
  folder: string | null;
  /** Where its threads live; `null` for one among people. */
  channelId: ChannelId | null;
}

/** Private ones first: a folder that two lists claim goes to the one that fewer people see. */
const LISTS = [
  { file: "dms.json", kind: "direct", isPrivate: true },
  { file: "mpims.json", kind: "direct", isPrivate: true },
  { file: "groups.json", kind: "channel", isPrivate: true },
  { file: "channels.json", kind: "channel", isPrivate: false },
] as const;

/** @param now ISO 8601 */
export async function readConversations(archive: SlackArchive, workspace: string, now: string, note: (place: string, text: string) => void): Promise<Conversation[]> {
  const conversations: Conversation[] = [];
  const claimed = new Set<string>();
  for (const { file, kind, isPrivate } of LISTS) {
    for (const [index, found] of ((await archive.list(file)) ?? []).entries()) {
      const { success, data: one } = slackConversationSchema.safeParse(found);
      if (!success) {
        note(file, `Entry ${index + 1} is no conversation: it has no id.`);
        continue;
      }
      const folder = [one.name, one.id].find((name) => name !== undefined && archive.folders.has(name)) ?? null;
      if (folder !== null && claimed.has(folder)) {
        note(file, `"${one.name ?? one.id}" has the folder of another conversation, so its messages cannot be told apart from that one's.`);
        continue;
      }
      if (folder !== null) claimed.add(folder);
      const createdAt = createdOf(one, now);
      conversations.push({
        ...{ id: one.id, kind, isPrivate, folder, createdAt, members: one.members, archived: one.is_archived === true },
        name: cut(one.name ?? one.id, 80),
        description: descriptionOf(one),
        channelId: kind === "channel" ? derivedId("chn", Date.parse(createdAt), workspace, "slack", one.id) : null,
      });
    }
  }
  for (const folder of archive.folders) if (!claimed.has(folder)) note(folder, "No list of the export names this folder, so nobody knows who may see it.");
  return conversations;
}

function createdOf({ created }: SlackConversation, now: string): string {
  return created && created * 1000 < Date.parse(now) ? new Date(created * 1000).toISOString() : now;
}

function descriptionOf({ purpose, topic }: SlackConversation): string {
  const parts = [...new Set([purpose?.value, topic?.value].map((part) => decoded(part ?? "").replace(/<([^<>|]+)\|?([^<>]*)>/g, (_, target: string, label: string) => label || target).trim()))];
  return cut(parts.filter((part) => part !== "").join("\n\n"), 1000);
}

function cut(text: string, max: number): string {
  return [...text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, " ").replace(/\p{Cs}/gu, "")].slice(0, max).join("").trim();
}

/**
 * Opens a channel that is not there yet, with who is in it. One of the same name is another channel: who sees it is not up to its name. What was
 * changed here since an earlier run stays.
 *
 * @returns whether it was new
 */
export async function openSlackChannel(db: Db, workspace: string, channel: Conversation & { channelId: ChannelId }, people: SlackPeople, now: string): Promise<boolean> {
  const { channelId, isPrivate, name, description, createdAt, archived } = channel;
  return db.tx(async (tx) => {
    const rows = await tx.query(sql`
      insert into meanwhile.spaces (workspace, id, kind, visibility, name, description, created_at, archived_at)
      values (${workspace}, ${channelId}, 'channel', ${isPrivate ? "private" : "public"}, ${name}, ${description}, ${createdAt}, ${archived ? now : null}::timestamptz)
      on conflict do nothing returning id`);
    if (rows.length === 0) return false;
    await addToSpace(tx, workspace, channelId, memberIds(channel, people), now);
    const created: NewEvent = { type: "channel.created", channelId, spaceId: channelId, version: 1 };
    await appendEvents(tx, { workspace, id: null }, now, [created]);
    return true;
  });
}

export function memberIds({ members }: Conversation, people: SlackPeople): string[] {
  return members.flatMap((id) => people.byId(id)?.id ?? []);
}
