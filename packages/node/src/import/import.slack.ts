import { type ChannelId, errorKind } from "@meanwhile/core";
import { intlZones } from "@meanwhile/core/time";
import type { Db } from "../db/port.ts";
import { appendEvents } from "../events/events.store.ts";
import { countAll } from "../search/search.count.ts";
import { MAX_NOTES, type SlackProgress, type SlackReport } from "./import.report.ts";
import { addMembers, openWorkspace, planAhead } from "./import.store.ts";
import { openSlackArchive, type SlackArchive } from "./slack.archive.ts";
import { type Conversation, openSlackChannel, readConversations } from "./slack.conversations.ts";
import { readPeople, type SlackPeople } from "./slack.people.ts";
import { createSlackWriter, createWriteQueue } from "./slack.writer.ts";

export interface ImportSlackOptions {
  /** Migrated. */
  db: Db;
  workspace: string;
  /** Path of the zip archive, as Slack made it. */
  file: string;
  /** Members of the host, by Slack id or e-mail address: who is who. Everybody else gets the id `slack:U…`. */
  members?: ReadonlyMap<string, string> | undefined;
  /** Leaves direct messages and group messages out. */
  skipDirect?: boolean | undefined;
  /** Milliseconds. Nothing in the archive counts as later. */
  now: number;
  onProgress?: ((progress: SlackProgress) => void) | undefined;
}

const nothing = errorKind("import/no_messages", 422);

/** What is older is history, and unread by nobody. */
const HISTORY_MS = 14 * 86_400_000;
const MEMBERS_AT_ONCE = 1000;

/**
 * Fills a workspace from an export of Slack's: its members, channels as public or private as they were, threads, messages with their own
 * dates, edits and reactions.
 *
 * Ids are derived from Slack's own: run again, nothing is doubled; run with a later export, what is new is added at the end of its thread; cut
 * off anywhere, the next run completes it. Days are read one at a time, so memory stays what it is however large the archive.
 *
 * @throws MeanwhileError `import/bad_archive`, `import/no_messages`
 */
export async function importSlack(options: ImportSlackOptions): Promise<SlackReport> {
  const archive = await openSlackArchive(options.file);
  try {
    return await importArchive(archive, options);
  } finally {
    archive.close();
  }
}

async function importArchive(archive: SlackArchive, { db, workspace, members = new Map(), skipDirect = false, now, onProgress = () => {} }: ImportSlackOptions): Promise<SlackReport> {
  const iso = new Date(now).toISOString();
  const report = emptyReport(archive);
  const note = (place: string, text: string) => {
    report.noteCount++;
    if (report.notes.length < MAX_NOTES) report.notes.push({ place, note: text });
  };
  for (const { place, note: text } of archive.notes) note(place, text);
  const users = (await archive.list("users.json")) ?? (await archive.list("org_users.json")) ?? [];
  const ids = new Map([...members].map(([key, id]) => [key.includes("@") ? key.toLowerCase() : key, id]));
  const people = readPeople(users, { ids, isTimeZone: zoneCheck(), now: iso });
  const conversations = await readConversations(archive, workspace, iso, note);
  if (conversations.length === 0) throw nothing("The export has no conversation in it: channels.json is missing or empty.");

  const wrote = planAhead(db);
  await openWorkspace(db, workspace, iso);
  report.members.added = await writePeople(db, workspace, people, iso);
  for (const channel of conversations) {
    if (!isChannel(channel)) continue;
    if (await openSlackChannel(db, workspace, channel, people, iso)) report.channels.added++;
    else report.channels.known++;
  }
  await wrote(report.members.added + report.channels.added);

  const publicNames = new Map(conversations.filter(({ isPrivate }) => !isPrivate).map(({ id, name }) => [id, name]));
  const names = { member: (id: string) => people.byId(id), channel: (id: string) => publicNames.get(id) };
  const target = { workspace, join: null, now: iso, readBefore: new Date(now - HISTORY_MS).toISOString() };
  const progress = { days: 0, dayCount: archive.dayCount, messages: 0 };
  const queue = createWriteQueue();
  for (const conversation of conversations) {
    if (conversation.folder === null) continue;
    const days = archive.days(conversation.folder);
    const leaveOut = skipDirect && conversation.kind === "direct";
    const writer = createSlackWriter({ db, target, conversation, people, names, now, report, note, wrote, queue });
    for (const day of days) {
      if (leaveOut) await writer.leaveOut(day, "were direct messages, left out as told");
      else await writer.take(day);
      progress.days++;
      progress.messages = report.messages.read;
      if (progress.days % 500 === 0) onProgress({ ...progress });
    }
    await writer.flush();
    if (conversation.kind === "direct" && !leaveOut) report.direct++;
  }
  await queue.drain();
  onProgress({ ...progress });
  await countAll(db, workspace);
  await db.maintain();
  return report;
}

function emptyReport({ otherFiles }: SlackArchive): SlackReport {
  return {
    ...{ channels: { added: 0, known: 0 }, direct: 0, threads: { added: 0 }, members: { added: 0 } },
    messages: { read: 0, added: 0, known: 0, doubles: 0, skipped: 0 },
    files: { linked: 0, inArchive: otherFiles },
    ...{ skipped: {}, notes: [], noteCount: 0 },
  };
}

function isChannel(conversation: Conversation): conversation is Conversation & { channelId: ChannelId } {
  return conversation.channelId !== null;
}

async function writePeople(db: Db, workspace: string, { members }: SlackPeople, now: string): Promise<number> {
  let added = 0;
  for (let i = 0; i < members.length; i += MEMBERS_AT_ONCE) {
    await db.tx(async (tx) => {
      const count = await addMembers(tx, workspace, [...new Map(members.slice(i, i + MEMBERS_AT_ONCE).map((member) => [member.id, member])).values()], now);
      if (count > 0) await appendEvents(tx, { workspace, id: null }, now, [{ type: "member.changed" }]);
      added += count;
    });
  }
  return added;
}

function zoneCheck(): (name: string) => boolean {
  const zones = intlZones();
  const known = new Map<string, boolean>();
  return (name) => {
    let isKnown = known.get(name);
    if (isKnown === undefined) {
      try {
        zones.zone(name);
        isKnown = true;
      } catch {
        isKnown = false;
      }
      known.set(name, isKnown);
    }
    return isKnown;
  };
}
