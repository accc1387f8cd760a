import { type ChannelId, type CommentId, errorKind, type ThreadId } from "@meanwhile/core";
import type { Db } from "../db/port.ts";
import { countAll } from "../search/search.count.ts";
import { type Archive, type ArchivedLetter, readArchive } from "./archive.ts";
import { derivedId, mailMemberId } from "./import.ids.ts";
import { type ImportProgress, type ImportReport, MAX_NOTES, type MessageNote } from "./import.report.ts";
import { findComments, type NewComment, openChannel, planAhead, type Target, writeComments } from "./import.store.ts";
import { writeLetter } from "./mail.body.ts";
import { readHead } from "./mail.head.ts";
import { readSource } from "./mail.source.ts";
import { readMbox, type RawMessage } from "./mbox.ts";

export interface ImportMboxOptions {
  /** Migrated. */
  db: Db;
  workspace: string;
  /**
   * The bytes of the archive, from the start, each time it is called: it is read once for what hangs together and once more for the words,
   * so that no more than a few hundred bytes a message are kept in memory.
   */
  open: () => AsyncIterable<Uint8Array>;
  /** The channel's name; left out, it is the list's own (`List-Id`, else the tag of its subjects), else {@link fileName}. */
  channel?: string | undefined;
  fileName: string;
  /** Milliseconds. Nothing in the archive counts as later. */
  now: number;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

const noMessages = errorKind("import/no_messages", 422);

/** One batch is one transaction. */
const BATCH_LETTERS = 200;
const BATCH_CHARACTERS = 2_000_000;
/** What is older is history, and unread by nobody. */
const HISTORY_MS = 14 * 86_400_000;
/** Letters that wait for an earlier one of their thread, further down in the archive; beyond that it is read once more. */
const WAITING_CHARACTERS = 64_000_000;

/**
 * Fills a channel from a mailing list's archive in mbox form: threads by References and subject, authors as members, letters as comments in
 * Markdown with their own dates.
 *
 * Ids are derived from the channel and each Message-ID: run again, nothing is doubled; run with a longer archive, only what is new is added,
 * at the end of its thread; cut off anywhere, the next run completes it. Events are one a batch and not one a letter; letters older than two
 * weeks are unread by nobody. An address is never shown nor kept: a member's id is a hash of it.
 *
 * @throws MeanwhileError `import/no_messages`
 * @returns counts, and every message that was skipped or changed with its place in the archive
 */
export async function importMbox({ db, workspace, open, channel: wanted, fileName, now, onProgress = () => {} }: ImportMboxOptions): Promise<ImportReport> {
  const archive = await readArchive(open(), now, onProgress);
  if (archive.letters.length === 0) {
    throw noMessages(`There is no message in ${fileName}. An archive in mbox form has a line such as "From ada@example.org Mon Jan  5 09:00:00 2026" before each.`);
  }
  const iso = new Date(now).toISOString();
  const channel = await openChannel(db, workspace, channelFor(archive, { workspace, wanted, fileName, now }), iso);
  const report: ImportReport = {
    channel,
    messages: { read: archive.read, added: 0, known: 0, doubles: archive.doubles, skipped: archive.read - archive.letters.length - archive.doubles },
    threads: { added: 0 },
    members: { added: 0 },
    skipped: archive.skipped,
    notes: archive.notes,
  };
  const plan = await planOf(db, workspace, channel.id, archive);
  report.messages.known = plan.known;
  const target = { workspace, join: channel.id, now: iso, readBefore: new Date(now - HISTORY_MS).toISOString() };
  const writer = createWriter(db, target, channel.id, plan, report, onProgress);
  while (writer.left() > 0) {
    const before = writer.left();
    for await (const message of numbered(open())) {
      await writer.take(message);
      if (writer.left() === 0) break;
    }
    await writer.flush();
    // A source that gave less than before would have us wait for ever.
    if (writer.left() === before) throw new Error("The archive changed while it was read. Run the import again.");
  }
  await countAll(db, workspace);
  await db.maintain();
  return report;
}

function channelFor({ list, letters }: Archive, { workspace, wanted, fileName, now }: { workspace: string; wanted: string | undefined; fileName: string; now: number }) {
  const plain = fileName.replace(/^.*[\\/]/, "").replace(/\.(?:gz|mbox|mbx|txt)(?=\.|$)/gi, "") || "mail";
  const local = list.id?.split(".")[0] ?? null;
  const name = wanted ?? local ?? list.tag ?? plain;
  const key = wanted === undefined ? (list.id ?? list.tag ?? plain) : `name ${wanted}`;
  const description = [list.phrase, list.id && `Mailing list ${list.id}`].filter((part) => part !== null && part !== "").join(". ");
  const start = letters.reduce((earliest, letter) => Math.min(earliest, letter.at), now);
  return {
    id: derivedId("chn", 0, workspace, key.toLowerCase()),
    name: [...name].slice(0, 80).join(""),
    description: [...description].slice(0, 1000).join(""),
    createdAt: new Date(start).toISOString(),
  };
}

/** Where each letter goes. */
interface Plan {
  /** What is still to write, by its ordinal. */
  places: Map<number, Place>;
  known: number;
  /** Threads that earlier runs made. */
  threads: Set<ThreadId>;
}

interface Place {
  letter: ArchivedLetter;
  id: CommentId;
  threadId: ThreadId;
  title: string;
  author: { id: string; name: string };
  at: number;
  /** All that is to be written to its thread, in order, and its own rank in it. */
  queue: Place[];
  rank: number;
}

/** A letter whose thread is there already goes to it, whatever thread it would have made itself: a longer archive may know more of what hangs together. */
async function planOf(db: Db, workspace: string, channelId: ChannelId, { letters, conversations }: Archive): Promise<Plan> {
  const ids = new Map<ArchivedLetter, CommentId>();
  for (const letter of letters) ids.set(letter, derivedId("cmt", letter.writtenAt, channelId, letter.messageId));
  const present = await findComments(db, workspace, [...ids.values()]);
  const authors = new Map<string, { id: string; name: string }>();
  for (const { sender } of letters) if (!authors.has(sender.key)) authors.set(sender.key, { id: mailMemberId(workspace, sender.key), name: sender.name });

  const places = new Map<number, Place>();
  const threads = new Set(present.values());
  let known = 0;
  for (const { rootId, title, letters: ordered } of conversations) {
    const [first] = ordered;
    const own = derivedId("thr", first!.letter.writtenAt, channelId, rootId);
    const there = ordered.map(({ letter }) => present.get(ids.get(letter)!));
    let threadId = there.find((id) => id !== undefined) ?? own;
    const queue: Place[] = [];
    ordered.forEach(({ letter, at }, i) => {
      const found = there[i];
      if (found !== undefined) {
        known++;
        // What follows a letter in time answers it rather than the beginning.
        threadId = found;
        return;
      }
      const place: Place = { letter, id: ids.get(letter)!, threadId, title: titleOf(title), author: authors.get(letter.sender.key)!, at, queue, rank: queue.length };
      queue.push(place);
      places.set(letter.ordinal, place);
    });
  }
  return { places, known, threads };
}

function titleOf(title: string): string {
  return [...title].slice(0, 300).join("").trim() || "(no subject)";
}

async function* numbered(source: AsyncIterable<Uint8Array>): AsyncGenerator<RawMessage & { ordinal: number }> {
  let ordinal = 0;
  for await (const message of readMbox(source)) yield { ...message, ordinal: ordinal++ };
}

interface Writer {
  /** How many letters are still to be written or given up. */
  left(): number;
  take(message: RawMessage & { ordinal: number }): Promise<void>;
  flush(): Promise<void>;
}

function createWriter(db: Db, target: Target, spaceId: ChannelId, plan: Plan, report: ImportReport, onProgress: (progress: ImportProgress) => void): Writer {
  const total = plan.places.size;
  /** Per queue, how far it is; and what came too early. */
  const done = new Map<Place[], number>();
  const waiting = new Map<Place, NewComment | null>();
  let waitingSize = 0;
  const wrote = planAhead(db);
  let batch: NewComment[] = [];
  let batchSize = 0;

  const write = async () => {
    const added = await writeComments(db, target, batch, plan.threads);
    report.messages.added += added.comments;
    report.threads.added += added.threads;
    report.members.added += added.members;
    await wrote(added.comments);
    batch = [];
    batchSize = 0;
    onProgress({ phase: "writing", messages: total - plan.places.size, total });
  };
  const push = async (letter: NewComment | null) => {
    if (!letter) return;
    batch.push(letter);
    batchSize += letter.markdown.length;
    if (batch.length >= BATCH_LETTERS || batchSize >= BATCH_CHARACTERS) await write();
  };

  return {
    left: () => plan.places.size,
    async take(message) {
      const place = plan.places.get(message.ordinal);
      if (!place || waiting.has(place)) return;
      const { queue } = place;
      const turn = done.get(queue) ?? 0;
      if (place.rank > turn && waitingSize >= WAITING_CHARACTERS) return;
      const letter = await newLetter(message, place, spaceId, report);
      waiting.set(place, letter);
      waitingSize += letter?.markdown.length ?? 0;
      let next = turn;
      for (let ready = queue[next]; ready && waiting.has(ready); ready = queue[++next]) {
        const written = waiting.get(ready)!;
        waiting.delete(ready);
        waitingSize -= written?.markdown.length ?? 0;
        plan.places.delete(ready.letter.ordinal);
        done.set(queue, next + 1);
        await push(written);
      }
    },
    flush: async () => {
      if (batch.length > 0) await write();
    },
  };
}

/** `null`, and a line in the report, where a message cannot be read. */
async function newLetter(message: RawMessage, place: Place, spaceId: ChannelId, report: ImportReport): Promise<NewComment | null> {
  const { id, threadId, title, author, at, letter } = place;
  const tell = (list: MessageNote[], note: string) => {
    if (list.length < MAX_NOTES) list.push({ line: letter.line, offset: letter.offset, messageId: letter.messageId, note });
  };
  try {
    const found = readHead(message.bytes)!;
    const { cut, ...written } = writeLetter(await readSource(message.bytes, found.head, found.bodyStart));
    if (message.cut || cut) tell(report.notes, "It is longer than a comment can be; the rest was left out.");
    return {
      ...{ ...written, id, threadId, spaceId, title, author, createdAt: new Date(at).toISOString() },
      ...{ people: null, edited: null, deletedAt: null, reactions: [], mentions: [] },
    };
  } catch (error) {
    report.messages.skipped++;
    tell(report.skipped, `It cannot be taken apart: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
