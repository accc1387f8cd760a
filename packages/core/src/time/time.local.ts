import { DAY, dateFromDays, daysFromDate, timeFromMs, timeToMs, weekdayOfDay, type IsoWeekday, type LocalDate, type LocalTime } from "./time.dates.ts";
import { instantFromMs, instantToMs, type Instant } from "./time.instants.ts";
import { instantIn, offsetIn, type FoldPolicy, type GapPolicy } from "./time.table.ts";
import type { Zone } from "./time.zones.ts";

/** What a calendar and a clock on the wall show, to the minute. */
export interface LocalDateTime {
  date: LocalDate;
  time: LocalTime;
}

export interface LocalParts extends LocalDateTime {
  weekday: IsoWeekday;
  /** Local time minus UTC, in milliseconds. */
  offset: number;
}

/** What a reading means on the two days a year when clocks change. Unless told, `shift` and `first`, as Temporal does. */
export interface LocalPolicy {
  gap?: GapPolicy;
  fold?: FoldPolicy;
}

/** Local time minus UTC at an instant, in milliseconds: Berlin has 3 600 000 in winter. */
export function offsetAt(zone: Zone, instant: Instant): number {
  const ms = instantToMs(instant);
  return offsetIn(zone.table(ms), ms);
}

/** What the clocks of a zone show at an instant; seconds are dropped. The inverse of {@link toInstant}, outside gaps and folds. */
export function toLocal(zone: Zone, instant: Instant): LocalDateTime {
  const { date, time } = localParts(zone, instant);
  return { date, time };
}

/** As {@link toLocal}, with the weekday and the offset. */
export function localParts(zone: Zone, instant: Instant): LocalParts {
  const offset = offsetAt(zone, instant);
  const wall = instantToMs(instant) + offset;
  const days = Math.floor(wall / DAY);
  return { date: dateFromDays(days), time: timeFromMs(wall - days * DAY), weekday: weekdayOfDay(days), offset };
}

/**
 * The instant at which the clocks of a zone show `local`. Where they jump over it or show it twice, `policy` decides;
 * `null` only with `gap: "skip"`.
 *
 * @example
 * toInstant(berlin, { date: "2026-03-29", time: "02:30" }) // 01:30Z: the clocks show 03:30
 * toInstant(berlin, { date: "2026-10-25", time: "02:30" }, { fold: "last" }) // 01:30Z, not 00:30Z
 */
export function toInstant(zone: Zone, local: LocalDateTime, policy?: LocalPolicy & { gap?: "shift" | "first-valid" }): Instant;
export function toInstant(zone: Zone, local: LocalDateTime, policy?: LocalPolicy): Instant | null;
export function toInstant(zone: Zone, local: LocalDateTime, policy: LocalPolicy = {}): Instant | null {
  const ms = wallToMs(zone, daysFromDate(local.date) * DAY + timeToMs(local.time), policy);
  return ms === null ? null : instantFromMs(ms);
}

/** {@link toInstant} in milliseconds, from a wall reading counted as if it were UTC. */
export function wallToMs(zone: Zone, wall: number, { gap = "shift", fold = "first" }: LocalPolicy): number | null {
  return instantIn(zone.table(wall), wall, gap, fold);
}
