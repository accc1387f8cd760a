import type { ReadTransitions } from "@meanwhile/core/time";
import { parseFooter, type Rule } from "./time.footer.ts";

/** True when the bytes begin as a TZif file does. */
export function isTzif(bytes: Uint8Array): boolean {
  return [0x54, 0x5a, 0x69, 0x66].every((byte, i) => bytes[i] === byte);
}

const HEADER = 44;
// A rule changes the offset at least once in this time, so looking back this far finds the one in force.
const LOOK_BACK = 400 * 86_400_000;

/**
 * Reads a compiled zone of the tz database: RFC 9636, versions 2 and later. Listed changes come first; the footer's rule goes on
 * after the last of them ("slim" files list only what the rule cannot say). Throws on version 1, leap seconds and damage.
 */
export function readTzif(bytes: Uint8Array): ReadTransitions {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isTzif(bytes) || bytes[4]! < 0x32) throw new Error("Not a TZif file of version 2 or later.");
  // The first block repeats the data in 32 bits, for readers of version 1.
  const begin = HEADER + bodyLength(counts(view, 0), 4);
  const count = counts(view, begin);
  if (count.leaps > 0) throw new Error("The file counts leap seconds, which JavaScript's time does not.");

  const times = begin + HEADER;
  const indexes = times + 8 * count.times;
  const types = indexes + count.times;
  const offsetOf = (type: number) => view.getInt32(types + 6 * type) * 1000;
  const listed = Array.from({ length: count.times }, (_, i): [number, number] => [
    Number(view.getBigInt64(times + 8 * i)) * 1000,
    offsetOf(view.getUint8(indexes + i)),
  ]);
  const original = offsetOf(0);
  const last = listed.at(-1)?.[0] ?? -Infinity;
  const rule = footerRule(bytes.subarray(times + bodyLength(count, 8)));

  return (from, until) => {
    const ruled = until > last ? rule(Math.max(from - LOOK_BACK, last), until) : [];
    let first = original;
    const changes: Array<readonly [number, number]> = [];
    for (const change of [...listed, ...ruled]) {
      if (change[0] <= from) first = change[1];
      else if (change[0] <= until) changes.push(change);
    }
    return { first, changes };
  };
}

interface Counts {
  isUt: number;
  isStandard: number;
  leaps: number;
  times: number;
  types: number;
  chars: number;
}

function counts(view: DataView, header: number): Counts {
  const field = (i: number) => view.getUint32(header + 20 + 4 * i);
  return { isUt: field(0), isStandard: field(1), leaps: field(2), times: field(3), types: field(4), chars: field(5) };
}

function bodyLength({ isUt, isStandard, leaps, times, types, chars }: Counts, timeSize: 4 | 8): number {
  return times * (timeSize + 1) + types * 6 + chars + leaps * (timeSize + 4) + isStandard + isUt;
}

/** The footer is one line between two newlines; an empty one says that nothing is known, and the last offset stays. */
function footerRule(bytes: Uint8Array): Rule {
  const text = new TextDecoder().decode(bytes);
  if (!text.startsWith("\n") || !text.endsWith("\n")) throw new Error("The file has no footer.");
  const footer = text.slice(1, -1);
  return footer === "" ? () => [] : parseFooter(footer);
}
