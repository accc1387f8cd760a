import { cleanText } from "@meanwhile/core/body";
import { decodeWords } from "postal-mime";
import { latin1 } from "./mbox.ts";

/** The first header of each name, lower-cased, unfolded and otherwise as written. */
export type Head = ReadonlyMap<string, string>;

/** No honest head is longer; what follows is body. */
const MAX_HEAD_BYTES = 256 * 1024;

/**
 * Splits a message at its first empty line. `null` where not one line of what should be the head is a header.
 *
 * Bytes that are no UTF-8 are read in the charset the head names for the body, else as windows-1252: before RFC 6532 nothing but ASCII
 * was allowed, and that is what was sent.
 */
export function readHead(bytes: Uint8Array<ArrayBuffer>): { head: Head; bodyStart: number } | null {
  const { end, bodyStart } = endOfHead(bytes);
  const lines = decodeHead(bytes.subarray(0, end)).split(/\r?\n/);
  const head = new Map<string, string>();
  let name: string | null = null;
  let seen = false;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      // Only what continues the first header of its name.
      if (name !== null) head.set(name, `${head.get(name)} ${line.trim()}`);
      continue;
    }
    const match = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line);
    name = null;
    if (!match) continue;
    seen = true;
    const key = match[1]!.toLowerCase();
    if (head.has(key)) continue;
    head.set(key, match[2]!.trim());
    name = key;
  }
  return seen ? { head, bodyStart } : null;
}

/** A header's text for people: encoded words read, control characters and what deceives the eye taken out, on one line. */
export function headerText(value: string): string {
  return cleanText(withoutC1(decodeWords(value)))
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

function endOfHead(bytes: Uint8Array): { end: number; bodyStart: number } {
  const limit = Math.min(bytes.length, MAX_HEAD_BYTES);
  for (let start = 0; start < limit; ) {
    if (bytes[start] === 0x0a) return { end: start, bodyStart: start + 1 };
    if (bytes[start] === 0x0d && bytes[start + 1] === 0x0a) return { end: start, bodyStart: start + 2 };
    const lineEnd = bytes.indexOf(0x0a, start);
    if (lineEnd < 0 || lineEnd >= limit) break;
    start = lineEnd + 1;
  }
  return { end: limit, bodyStart: limit };
}

function decodeHead(bytes: Uint8Array<ArrayBuffer>): string {
  const text = decodeUtf8(bytes);
  if (text !== null) return text;
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(latin1(bytes))?.[1];
  return decoderFor(charset ?? "windows-1252").decode(bytes);
}

// 0x80 to 0x9f in windows-1252; a space where it has none.
const WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * The control characters U+0080 to U+009F as what was meant: text in windows-1252 that was taken for Latin 1. Mail programs did that, and so
 * does TextDecoder of some versions of Node (nodejs/node#56542).
 */
export function withoutC1(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (character) => WINDOWS[character.charCodeAt(0) - 0x80]!);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** `null` where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** True for a charset that can be read under the name given. */
export function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "replacement";
  } catch {
    return false;
  }
}

function decoderFor(label: string): TextDecoder {
  return new TextDecoder(isCharset(label) && !/^utf-?8$/i.test(label) ? label : "windows-1252");
}
