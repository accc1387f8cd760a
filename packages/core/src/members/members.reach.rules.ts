import { type Instant, type LocalDate, instantToMs, type ZoneSource } from "../time/index.ts";
import { type Calendar, workingTime } from "./members.calendar.rules.ts";

/** Somebody who is not working now, and the day of their own calendar on which they are back; `null` where no day can be named. */
export interface OffNow<M> {
  member: M;
  backOn: LocalDate | null;
}

/** Whom words would reach, and how soon. */
export interface Reach<M> {
  total: number;
  /** Members within their working hours. */
  availableNow: number;
  /** The others, who is back first first; who is back on no known day comes last. */
  off: OffNow<M>[];
  /** When the first of those is back. */
  earliestBack: { on: LocalDate; at: Instant } | null;
}

/**
 * Counts whom a message reaches at `now` in their own working hours, and says when the others are back. Everybody is in exactly one of
 * `availableNow` and `off`.
 */
export function reachOf<M extends Calendar>(members: readonly M[], now: Instant, zones: Pick<ZoneSource, "zone">): Reach<M> {
  const off: { member: M; on: LocalDate | null; at: Instant | null }[] = [];
  let availableNow = 0;
  for (const member of members) {
    const { current, next } = workingTime(member, now, zones.zone(member.timeZone));
    if (current) availableNow++;
    else off.push({ member, on: next?.day ?? null, at: next?.from ?? null });
  }
  const when = (at: Instant | null) => (at === null ? Infinity : instantToMs(at));
  off.sort((a, b) => (when(a.at) === when(b.at) ? 0 : when(a.at) - when(b.at)));
  const first = off[0];
  return {
    total: members.length,
    availableNow,
    off: off.map(({ member, on }) => ({ member, backOn: on })),
    earliestBack: first?.at && first.on ? { on: first.on, at: first.at } : null,
  };
}
