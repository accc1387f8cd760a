import { dateFromDays, type Instant, instantFromMs, instantIn, instantToMs, intlZones, type LocalDate, offsetIn, type Zone, type ZoneSource } from "../time/index.ts";
import { hasDay, type ReadSchedule, readSchedule, type ScheduleSpec } from "./digest.schedule.ts";

export interface Due {
  dueAt: Instant;
  /** The day it is for. What waited for the end of quiet hours, or was moved across midnight by a gap, stays with the day of its rule. */
  localDate: LocalDate;
  /** `2026-11-24T09:00`: the day and the time of its rule. The same after a change of zone or of quiet hours, so nothing is sent twice. */
  periodKey: string;
  /** Of the zone data it was computed with: with another version, plan again. */
  tzVersion: string;
}

interface Calendar extends ReadSchedule {
  zone: Zone;
}

interface Occurrence {
  due: number;
  day: number;
  at: string;
}

const DAY = 86_400_000;
/** 9999-12-31. */
const LAST_DAY = 2_932_896;

let own: ZoneSource | undefined;

/**
 * What comes next, strictly after `after`; `null` when days off leave nothing until the end of the calendar. Walking from each to
 * the next meets every occurrence once, however the clocks change.
 *
 * Throws `digest/invalid_schedule`, `time/unknown_zone`, and `time/invalid` for `after`.
 *
 * @param zones the runtime's `Intl` unless told; a server hands in its own source
 *
 * @example
 * nextDue({ tz: "Europe/Berlin", rules: [{ days: [1, 2, 3, 4, 5], at: "09:00" }] }, "2026-11-27T12:00Z")
 * // { dueAt: "2026-11-30T08:00:00.000Z", localDate: "2026-11-30", periodKey: "2026-11-30T09:00", tzVersion: "2025c" }
 */
export function nextDue(spec: ScheduleSpec, after: Instant, zones: ZoneSource = ownZones()): Due | null {
  return preview(spec, after, 1, zones)[0] ?? null;
}

/** The next `n`, as {@link nextDue} finds them one after another. */
export function preview(spec: ScheduleSpec, after: Instant, n: number, zones: ZoneSource = ownZones()): Due[] {
  const start = instantToMs(after);
  const found: Due[] = [];
  if (!(n > 0)) return found;
  for (const { due, day, at } of occurrences(calendarOf(spec, zones), start)) {
    const localDate = dateFromDays(day);
    found.push({ dueAt: instantFromMs(due), localDate, periodKey: `${localDate}T${at}`, tzVersion: zones.version });
    if (found.length >= n) break;
  }
  return found;
}

/** `at` itself when it is open; in quiet hours or on a day off, the moment these are over. `null` when that is after the end of the calendar. */
export function defer(spec: ScheduleSpec, at: Instant, zones: ZoneSource = ownZones()): Instant | null {
  const open = firstOpen(calendarOf(spec, zones), instantToMs(at));
  return open === Infinity ? null : instantFromMs(open);
}

function ownZones(): ZoneSource {
  return (own ??= intlZones());
}

function calendarOf(spec: ScheduleSpec, zones: ZoneSource): Calendar {
  return { ...readSchedule(spec), zone: zones.zone(spec.tz) };
}

/** In order. Those that wait for the same moment are one, named by the first of them. */
function* occurrences(calendar: Calendar, after: number): Generator<Occurrence> {
  const waiting: Occurrence[] = [];
  let last = -Infinity;
  let dueDay = -Infinity;
  let count = 0;
  for (let day = firstDay(calendar, dayOf(calendar.zone, after)); day <= LAST_DAY; day++) {
    const off = offOn(calendar, day);
    if (off) day = off.to;
    else waiting.push(...occurrencesOn(calendar, day));
    // Later days are for later moments, so nothing can come before this one any more.
    const settled = day < LAST_DAY ? firstOpen(calendar, midnight(calendar.zone, day + 1)) : Infinity;
    waiting.sort((a, b) => a.due - b.due);
    while (waiting[0] && waiting[0].due <= settled && waiting[0].due < Infinity) {
      const next = waiting.shift()!;
      if (next.due === last) continue;
      last = next.due;
      const local = dayOf(calendar.zone, next.due);
      count = local > dueDay ? 1 : count + 1;
      dueDay = Math.max(dueDay, local);
      if (count <= calendar.maxPerDay && next.due > after) yield next;
    }
  }
}

function occurrencesOn(calendar: Calendar, day: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (const { mask, time, at } of calendar.rules) {
    if (!hasDay(mask, day)) continue;
    const wall = day * DAY + time;
    const instant = instantIn(calendar.zone.table(wall), wall, calendar.gap, calendar.fold);
    if (instant !== null) found.push({ due: firstOpen(calendar, instant), day, at });
  }
  return found;
}

/**
 * Where to begin, so that all that may be due on `today` is seen: what came before the last earlier day with an open moment is due
 * by that moment. And one day more, as a gap across midnight moves an occurrence into the next day.
 */
function firstDay(calendar: Calendar, today: number): number {
  let day = today - 1;
  for (;;) {
    const off = offOn(calendar, day);
    if (off) day = off.from - 1;
    else if (firstOpen(calendar, midnight(calendar.zone, day)) >= midnight(calendar.zone, day + 1)) day--;
    else return day - 1;
  }
}

/** The first moment from `instant` on that is neither quiet nor on a day off; Infinity after the end of the calendar. */
function firstOpen(calendar: Calendar, instant: number): number {
  let open = instant;
  for (;;) {
    const wall = closedUntil(calendar, open);
    if (wall === undefined) return open;
    if (wall > LAST_DAY * DAY) return Infinity;
    const table = calendar.zone.table(wall);
    const first = instantIn(table, wall, "first-valid", "first")!;
    // In the second pass of a fold, its end in the first pass is over.
    const end = first > open ? first : instantIn(table, wall, "first-valid", "last")!;
    // A fold may go back to before it began, so look again at every change.
    open = Math.min(end, calendar.zone.table(open).starts.find((change) => change > open) ?? Infinity);
  }
}

/** The wall at which the day off or the quiet hours around an instant end; `undefined` when there are none. */
function closedUntil(calendar: Calendar, instant: number): number | undefined {
  const wall = instant + offsetIn(calendar.zone.table(instant), instant);
  const day = Math.floor(wall / DAY);
  const off = offOn(calendar, day);
  if (off) return (off.to + 1) * DAY;
  const time = wall - day * DAY;
  for (const { mask, from, to } of calendar.quiet) {
    const overnight = to <= from;
    if (hasDay(mask, day) && time >= from && (overnight || time < to)) return (overnight ? day + 1 : day) * DAY + to;
    if (overnight && hasDay(mask, day - 1) && time < to) return day * DAY + to;
  }
  return undefined;
}

function offOn({ off }: Calendar, day: number) {
  return off.find(({ from, to }) => from <= day && day <= to);
}

function dayOf(zone: Zone, instant: number): number {
  return Math.floor((instant + offsetIn(zone.table(instant), instant)) / DAY);
}

function midnight(zone: Zone, day: number): number {
  return instantIn(zone.table(day * DAY), day * DAY, "first-valid", "first")!;
}
