/** One message as it lies in an archive. */
export interface RawMessage {
  /** Head and body; the line that separates it from others is not part of it, and `>From ` is `From ` again. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where it begins: the number of the line, from 1, and the offset in bytes. */
  line: number;
  offset: number;
  /** What follows `From ` on the line before it: sender and date. `null` where there is no such line. */
  envelope: string | null;
  /** More than {@link MAX_MESSAGE_BYTES}: what comes after is left out. */
  cut: boolean;
}

/** What is kept in memory of one message. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Reads an archive in mbox form, message by message; no more than one message and one chunk are in memory.
 *
 * A message begins at a line `From …` that follows an empty line, looks like an envelope (a day, a month, a time and a year) and is
 * followed by a head: the words “From what I read” in a letter do none of that. `Content-Length` is not believed, since tools that edit
 * archives leave it as it was. Both kinds of quoting, mboxo and mboxrd, lose one `>` (RFC 4155 and qmail's mbox(5)).
 */
export async function* readMbox(source: AsyncIterable<Uint8Array>): AsyncGenerator<RawMessage> {
  const done: RawMessage[] = [];
  const reader = mboxReader((message) => done.push(message));
  for await (const chunk of source) {
    reader.feed(chunk);
    yield* done.splice(0);
  }
  reader.end();
  yield* done;
}

interface Draft extends Omit<RawMessage, "bytes"> {
  parts: Uint8Array[];
  size: number;
}

function mboxReader(emit: (message: RawMessage) => void): { feed(chunk: Uint8Array): void; end(): void } {
  let current: Draft | null = null;
  /** A line that may be a separator: the next one decides. */
  let candidate: { line: Uint8Array; envelope: string; number: number; offset: number } | null = null;
  let afterBlank = true;
  let number = 0;
  let offset = 0;
  const unfinished: Uint8Array[] = [];
  let unfinishedSize = 0;

  const append = (line: Uint8Array, lineNumber: number, lineOffset: number): void => {
    if (!current && isBlank(line)) return;
    current ??= { parts: [], size: 0, line: lineNumber, offset: lineOffset, envelope: null, cut: false };
    if (current.size + line.length > MAX_MESSAGE_BYTES) current.cut = true;
    if (current.cut) return;
    // The bytes belong to the source, which may use its buffer again.
    current.parts.push(unquoted(line).slice());
    current.size += line.length;
  };
  const finish = (): void => {
    if (current) emit({ bytes: concat(current.parts), line: current.line, offset: current.offset, envelope: current.envelope, cut: current.cut });
    current = null;
  };
  const take = (line: Uint8Array): void => {
    number++;
    if (candidate) {
      if (looksLikeHead(line)) {
        finish();
        const { envelope, number: from, offset: at } = candidate;
        current = { parts: [], size: 0, line: from, offset: at, envelope, cut: false };
      } else append(candidate.line, candidate.number, candidate.offset);
      candidate = null;
    }
    const envelope = afterBlank ? envelopeOf(line) : null;
    if (envelope !== null) candidate = { line: line.slice(), envelope, number, offset };
    else append(line, number, offset);
    afterBlank = isBlank(line);
    offset += line.length;
  };

  return {
    feed(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
        const line = chunk.subarray(start, end + 1);
        take(unfinished.length > 0 ? concat([...unfinished.splice(0), line]) : line);
        unfinishedSize = 0;
        start = end + 1;
      }
      if (start === chunk.length) return;
      unfinished.push(chunk.slice(start));
      unfinishedSize += chunk.length - start;
      // A line without an end: whatever it is, it is not kept whole.
      if (unfinishedSize > MAX_MESSAGE_BYTES) {
        take(concat(unfinished.splice(0)));
        unfinishedSize = 0;
      }
    },
    end() {
      if (unfinished.length > 0) take(concat(unfinished));
      if (candidate) append(candidate.line, candidate.number, candidate.offset);
      finish();
    },
  };
}

function isBlank(line: Uint8Array): boolean {
  return line[0] === LF || (line[0] === CR && line[1] === LF);
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?";
const ENVELOPE = new RegExp(
  `^From .*(?:${DAY} +(?:${MONTH} +\\d{1,2}|\\d{1,2} +${MONTH}(?: +\\d{4})?) +\\d{1,2}:\\d\\d.*|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d)`,
  "i",
);

function envelopeOf(line: Uint8Array): string | null {
  if (!startsWith(line, 0, "From ") || line.length > 1000) return null;
  const text = latin1(line).trimEnd();
  return ENVELOPE.test(text) && /\d{4}/.test(text) ? text.slice(5) : null;
}

function looksLikeHead(line: Uint8Array): boolean {
  return /^(?:[!-9;-~]+[ \t]*:|>?From )/.test(latin1(line.subarray(0, 200)));
}

/** `>From ` without its first `>`, however many there are. */
function unquoted(line: Uint8Array): Uint8Array {
  let arrows = 0;
  while (line[arrows] === 0x3e) arrows++;
  return arrows > 0 && startsWith(line, arrows, "From ") ? line.subarray(1) : line;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Each byte as the character of that number; what is not ASCII comes out wrong but in its place. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
