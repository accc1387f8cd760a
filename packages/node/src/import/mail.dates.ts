import type { Head } from "./mail.head.ts";

const DAY_MS = 86_400_000;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Hours east of Greenwich of the names that mail programs wrote instead of numbers. */
const ZONES: Record<string, number> = {
  UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 1, BST: 1, CET: 1, MET: 1, CEST: 2, MEST: 2, EET: 2, EEST: 3, MSK: 3, MSD: 4, IST: 5.5,
  HKT: 8, SGT: 8, AWST: 8, JST: 9, KST: 9, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13,
  EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, HST: -10, BRT: -3,
};

const RFC = /(?:^|[\s,])(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,]\d+)?(.*)$/i;
const ASCTIME = /([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+(?:([a-z+\-\d: ]+?)\s+)?(\d{4})(?!\d)(.*)$/i;
const ISO = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(.*)$/i;

/**
 * The moment a mail header or an envelope names, in milliseconds: as RFC 5322 writes it, obsolete forms and named zones included, as
 * asctime does, or as ISO 8601. No zone is UTC. `null` for what is none of these.
 */
export function readMailDate(text: string): number | null {
  const written = text.slice(0, 200);
  let match = RFC.exec(written);
  if (match) return instant(year(match[3]!), MONTHS.indexOf(match[2]!.toLowerCase()), match[1], match[4], match[5], match[6], match[7]);
  match = ASCTIME.exec(written);
  if (match) return instant(Number(match[7]), MONTHS.indexOf(match[1]!.toLowerCase()), match[2], match[3], match[4], match[5], match[6] ?? match[8]);
  match = ISO.exec(written);
  if (match) return instant(Number(match[1]), Number(match[2]) - 1, match[3], match[4], match[5], match[6], match[7]);
  return null;
}

/** Two digits are 1950 to 2049, three count from 1900 (RFC 5322 §4.3). */
function year(digits: string): number {
  const number = Number(digits);
  if (digits.length === 2) return number + (number < 50 ? 2000 : 1900);
  return digits.length === 3 ? number + 1900 : number;
}

function instant(fullYear: number, month: number, day = "0", hour = "0", minute = "0", second = "0", zone = ""): number | null {
  const parts = [Number(day), Number(hour), Number(minute), Math.min(Number(second), 59)] as const;
  if (month < 0 || month > 11 || parts[0] < 1 || parts[0] > 31 || parts[1] > 23 || parts[2] > 59) return null;
  return Date.UTC(fullYear, month, ...parts) - offsetOf(zone);
}

function offsetOf(zone: string): number {
  const number = /^\s*(?:GMT|UTC)?([+-])(\d\d):?(\d\d)/i.exec(zone);
  if (number) {
    const minutes = (Number(number[2]) * 60 + Number(number[3])) * (number[1] === "-" ? -1 : 1);
    return Math.abs(minutes) <= 14 * 60 ? minutes * 60_000 : 0;
  }
  const name = /^[\s("]*([a-z]{1,4})\b/i.exec(zone)?.[1]?.toUpperCase();
  return (ZONES[name ?? ""] ?? 0) * 3_600_000;
}

/** Before there was mail of this form, or long after this was written: a clock that was never set. */
function plausible(at: number | null): at is number {
  return at !== null && at >= Date.UTC(1980, 0, 1) && at < Date.UTC(2100, 0, 1);
}

/**
 * When a message was written, from its head and envelope alone, so that it is the same whenever and within whatever archive it is read:
 * its own date; the last server's where the own one is missing, impossible, or a month off; else the envelope's; else `null`.
 */
export function writtenAt(head: Head, envelope: string | null): number | null {
  const own = readMailDate(head.get("date") ?? "");
  const received = readMailDate(head.get("received")?.split(";").at(-1) ?? "");
  if (plausible(own)) return plausible(received) && Math.abs(own - received) > 30 * DAY_MS ? received : own;
  if (plausible(received)) return received;
  // With a dash for its sender, an envelope says when a mail program fetched the message.
  const enveloped = envelope === null || envelope.startsWith("- ") ? null : readMailDate(envelope);
  return plausible(enveloped) ? enveloped : null;
}

/**
 * Dates for messages in the order of their archive. One without a date, or dated after `now`, or two months away from both its
 * neighbours who agree with each other, gets that of the message before it.
 *
 * @returns the dates, and which of them are not the message's own
 */
export function settleDates(written: readonly (number | null)[], now: number): { dates: number[]; changed: Set<number> } {
  const dates: number[] = [];
  const changed = new Set<number>();
  const known = (at: number | null | undefined): at is number => at !== null && at !== undefined && at <= now + DAY_MS;
  const first = written.find(known) ?? now;
  written.forEach((at, i) => {
    const before = dates[i - 1];
    const after = written[i + 1];
    const isStray =
      known(at) &&
      before !== undefined &&
      known(after) &&
      Math.abs(before - after) < 30 * DAY_MS &&
      Math.abs(at - before) > 60 * DAY_MS &&
      Math.abs(at - after) > 60 * DAY_MS;
    const own = known(at) && !isStray;
    if (!own) changed.add(i);
    dates.push(Math.min(own ? at : (before ?? first), now));
  });
  return { dates, changed };
}
