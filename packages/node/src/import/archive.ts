import { type Head, headerText, readHead } from "./mail.head.ts";
import { settleDates, writtenAt } from "./mail.dates.ts";
import { readSender, type Sender } from "./mail.sender.ts";
import { listTag } from "./mail.subjects.ts";
import { type Conversation, converse, type Letter } from "./mail.threads.ts";
import { contentId } from "./import.ids.ts";
import { type ImportProgress, MAX_NOTES, type MessageNote } from "./import.report.ts";
import { type RawMessage, readMbox } from "./mbox.ts";

/** A message of the archive, without its words. */
export interface ArchivedLetter extends Letter {
  /** Which message of the archive, from 0. */
  ordinal: number;
  line: number;
  offset: number;
  /** Milliseconds, by the message alone: the same in every archive. 0 where it does not say. */
  writtenAt: number;
  sender: Sender;
}

/** Everything but the words: a few hundred bytes a message. */
export interface Archive {
  read: number;
  doubles: number;
  letters: ArchivedLetter[];
  conversations: Conversation<ArchivedLetter>[];
  list: ListName;
  skipped: MessageNote[];
  notes: MessageNote[];
}

/** What the list is called; everything may be missing. */
export interface ListName {
  /** Of `List-Id`: `crew.example.org`. */
  id: string | null;
  /** Of `List-Id`, before the id. */
  phrase: string | null;
  /** What its subjects begin with, in brackets. */
  tag: string | null;
}

/**
 * Reads an archive once, for what is in it and how it hangs together.
 *
 * @param now milliseconds; nothing was written later
 */
export async function readArchive(source: AsyncIterable<Uint8Array>, now: number, onProgress: (progress: ImportProgress) => void): Promise<Archive> {
  const letters: ArchivedLetter[] = [];
  const written: (number | null)[] = [];
  const seen = new Set<string>();
  const lists = new Map<string, number>();
  const skipped: MessageNote[] = [];
  let read = 0;
  let doubles = 0;
  for await (const message of readMbox(source)) {
    const ordinal = read++;
    if (read % 1000 === 0) onProgress({ phase: "reading", messages: read, total: null });
    const found = readHead(message.bytes);
    if (!found || !ABOUT.some((name) => found.head.has(name))) {
      if (skipped.length < MAX_NOTES) skipped.push({ ...placeOf(message), messageId: null, note: ordinal === 0 ? "What stands here is no message: it has no head." : "It has no head, so nobody knows who wrote it, when, about what." });
      continue;
    }
    const { head } = found;
    const at = writtenAt(head, message.envelope);
    const messageId = idsIn(head.get("message-id"))[0] ?? contentId(message.bytes);
    const key = `${at} ${messageId}`;
    if (seen.has(key)) {
      doubles++;
      continue;
    }
    seen.add(key);
    const list = head.get("list-id");
    if (list) lists.set(list, (lists.get(list) ?? 0) + 1);
    const subject = headerText(head.get("subject") ?? "").slice(0, 1000);
    letters.push({ ordinal, ...placeOf(message), messageId, references: referencesOf(head), subject, at: 0, writtenAt: at ?? 0, sender: readSender(head, message.envelope) });
    written.push(at);
  }
  onProgress({ phase: "reading", messages: read, total: null });

  const { dates, changed } = settleDates(written, now);
  letters.forEach((letter, i) => (letter.at = dates[i]!));
  const notes = letters
    .filter((_, i) => changed.has(i))
    .slice(0, MAX_NOTES)
    .map(({ line, offset, messageId }) => ({ line, offset, messageId, note: "Its date is missing or cannot be right; it got that of the message before it." }));
  const list = listName(lists, letters);
  return { read, doubles, letters, conversations: converse(letters, list.tag), list, skipped, notes };
}

/** A head has at least one of these. */
const ABOUT = ["from", "date", "subject", "message-id", "sender"];
/** The first and the last of a long way back. */
const MAX_REFERENCES = 30;

function placeOf({ line, offset }: RawMessage): { line: number; offset: number } {
  return { line, offset };
}

function idsIn(header: string | undefined): string[] {
  if (!header) return [];
  const bracketed = [...header.matchAll(/<([^<>]{1,998})>/g)].map((match) => match[1]!.replace(/\s+/g, "")).filter((id) => id !== "");
  if (bracketed.length > 0) return bracketed;
  const bare = header.trim();
  return /^\S{3,998}$/.test(bare) ? [bare] : [];
}

/** Oldest first. In-Reply-To of old programs holds words and addresses too: “Message from Ada <ada@example.org> of … <id>”. */
function referencesOf(head: Head): string[] {
  const references = idsIn(head.get("references"));
  const answered = head.get("in-reply-to");
  const ids = answered?.includes("<") || !/\s/.test(answered?.trim() ?? " ") ? idsIn(answered) : [];
  const parent = /\b(?:from|of)\b/i.test(answered ?? "") ? ids.at(-1) : ids[0];
  if (references.length === 0) return parent === undefined ? [] : [parent];
  if (references.length <= MAX_REFERENCES) return references;
  return [references[0]!, ...references.slice(1 - MAX_REFERENCES)];
}

function listName(lists: ReadonlyMap<string, number>, letters: readonly ArchivedLetter[]): ListName {
  const [most] = [...lists].sort((a, b) => b[1] - a[1]);
  const header = most && headerText(most[0]);
  const id = header === undefined ? null : (/<([^<>\s]+)>/.exec(header)?.[1] ?? (/^\S+$/.test(header) ? header : null));
  const phrase = header?.replace(/<[^>]*>?/, "").replace(/^["'\s]+|["'\s]+$/g, "") || null;
  return { id: id?.toLowerCase() ?? null, phrase: id !== null && phrase === id ? null : phrase, tag: listTag(letters.map((letter) => letter.subject)) };
}
