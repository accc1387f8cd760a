import type { CommentId, ThreadId } from "@meanwhile/core";
import { excerpt } from "@meanwhile/core/body";
import type { Db } from "../db/port.ts";
import type { SlackReport } from "./import.report.ts";
import { findComments, type NewComment, type Target, writeComments } from "./import.store.ts";
import type { Day } from "./slack.archive.ts";
import { writeMessage } from "./slack.body.ts";
import { type Conversation, memberIds } from "./slack.conversations.ts";
import type { SlackNames } from "./slack.inline.ts";
import { atOf, type PlacedMessage, placeMessage, readMessage, readReactions } from "./slack.messages.ts";
import type { SlackPeople } from "./slack.people.ts";
import type { SlackMessage } from "./slack.schema.ts";

export interface SlackWriterOptions {
  db: Db;
  target: Target;
  conversation: Conversation;
  people: SlackPeople;
  names: SlackNames;
  /** Milliseconds. */
  now: number;
  report: SlackReport;
  note: (place: string, text: string) => void;
  /** Told of every batch. */
  wrote: (rows: number) => Promise<void>;
  queue: WriteQueue;
}

/** Has the database write one batch while the next is made. */
export interface WriteQueue {
  /** Begins as soon as the batch before is written; resolves then, or rejects where that failed. */
  push(write: () => Promise<void>): Promise<void>;
  /** All is written. */
  drain(): Promise<void>;
}

export function createWriteQueue(): WriteQueue {
  let last: Promise<void> = Promise.resolve();
  return {
    async push(write) {
      await last;
      last = write();
      // It is heard of by who waits for it next.
      last.catch(() => undefined);
    },
    drain: () => last,
  };
}

/** Writes one conversation, its days in order. */
export interface SlackWriter {
  take(day: Day): Promise<void>;
  /** Counts what is in a day, and nothing more. */
  leaveOut(day: Day, why: string): Promise<void>;
  /** Hands on what is left of it to be written. */
  flush(): Promise<void>;
}

/** One batch is one transaction. */
const BATCH_MESSAGES = 400;
const BATCH_CHARACTERS = 2_000_000;
const TITLE = 80;

export function createSlackWriter({ db, target, conversation, people, names, now, report, note, wrote, queue }: SlackWriterOptions): SlackWriter {
  const { workspace } = target;
  const present = memberIds(conversation, people);
  /** Threads that this run made, and those it found. */
  const made = new Set<ThreadId>();
  const found = new Set<ThreadId>();
  let batch: PlacedMessage[] = [];
  let size = 0;
  /** Where the comments of the last batch go: nobody finds them before they are written. */
  let handedOn: ReadonlyMap<CommentId, ThreadId> = new Map();

  const skip = (why: string, count = 1) => {
    report.messages.skipped += count;
    report.skipped[why] = (report.skipped[why] ?? 0) + count;
  };

  const flush = async () => {
    if (batch.length === 0) return;
    const taken = batch;
    batch = [];
    size = 0;
    const there = await findComments(db, workspace, [...new Set(taken.flatMap(({ id, rootId }) => (rootId === null ? [id] : [id, rootId])))]);
    for (const id of there.values()) if (!made.has(id)) found.add(id);
    for (const [id, threadId] of handedOn) there.set(id, threadId);
    const comments: NewComment[] = [];
    for (const placed of taken) {
      if (there.has(placed.id)) report.messages.known++;
      else {
        const comment = newComment(placed, there);
        if (comment) comments.push(comment);
      }
    }
    if (comments.length === 0) return;
    handedOn = new Map(comments.map(({ id, threadId }) => [id, threadId]));
    await queue.push(async () => {
      const added = await writeComments(db, target, comments, found);
      report.messages.added += added.comments;
      report.threads.added += added.threads;
      report.members.added += added.members;
      await wrote(added.comments);
    });
  };

  /** What answers a message goes where that went: it may have been single, in an earlier export. */
  const newComment = (placed: PlacedMessage, there: ReadonlyMap<CommentId, ThreadId>): NewComment | null => {
    const { message, id, at, rootId, period } = placed;
    const place = () => `${conversation.folder}/${message.ts}`;
    const author = people.author(message);
    if (!author) {
      skip("did not say who wrote them");
      return null;
    }
    const threadId = (rootId !== null && there.get(rootId)) || placed.threadId;
    const isDeleted = message.subtype === "tombstone";
    const { cut, files, ...written } = isDeleted ? EMPTY() : writeMessage(message, names);
    const { reactions, left } = readReactions(message, people);
    if (cut) note(place(), "It is longer than a comment can be; the rest was left out.");
    if (left > 0) note(place(), `${left} of its reactions are by nobody known, or no emoji that can be kept.`);
    if (at > now) note(place(), "It is dated later than today, and got today's date.");
    report.files.linked += files;
    const createdAt = new Date(Math.min(at, now)).toISOString();
    // Only the comment that opens a thread gives it a title.
    const opens = !found.has(threadId) && !made.has(threadId);
    if (opens) made.add(threadId);
    const words = !opens ? "" : isDeleted ? "Deleted message" : titleOf(excerpt(written.body, TITLE));
    return {
      ...{ id, threadId, author, createdAt, ...written, reactions },
      title: period === null ? words : `${period}: ${words}`,
      spaceId: conversation.channelId ?? `people:${threadId}`,
      people: conversation.channelId === null ? [...present, author.id] : null,
      edited: message.edited && !isDeleted ? editedOf(message.edited, createdAt) : null,
      deletedAt: isDeleted ? createdAt : null,
    };
  };

  const editedOf = (edited: NonNullable<SlackMessage["edited"]>, createdAt: string): { at: string; by: string | null } => {
    const at = new Date(Math.min(atOf(edited.ts), now)).toISOString();
    return { at: at < createdAt ? createdAt : at, by: (edited.user && people.byId(edited.user)?.id) || null };
  };

  const messagesOf = async (day: Day): Promise<unknown[]> => {
    try {
      return await day.read();
    } catch (error) {
      note(`${conversation.folder}/${day.name}.json`, `The day was skipped. ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  };

  return {
    async take(day) {
      const messages: SlackMessage[] = [];
      const seen = new Set<string>();
      for (const one of await messagesOf(day)) {
        report.messages.read++;
        const message = readMessage(one);
        if (typeof message === "string") skip(message);
        else if (seen.has(message.ts)) report.messages.doubles++;
        else {
          seen.add(message.ts);
          messages.push(message);
        }
      }
      for (const message of messages.sort((a, b) => Number(a.ts) - Number(b.ts))) {
        batch.push(placeMessage(message, day.name, conversation, workspace));
        size += (message.text?.length ?? 0) + 500;
        if (batch.length >= BATCH_MESSAGES || size >= BATCH_CHARACTERS) await flush();
      }
    },
    async leaveOut(day, why) {
      const { length } = await messagesOf(day);
      report.messages.read += length;
      skip(why, length);
    },
    flush,
  };
}

const EMPTY = (): ReturnType<typeof writeMessage> => ({ markdown: "", body: { version: 1, content: [] }, excerpt: "", mentions: [], cut: false, files: 0 });

function titleOf(words: string): string {
  return words.replace(/[\u0000-\u001f\u007f]+/g, " ").trim() || "(no words)";
}
