import { addDays, type Instant, instantToMs, isoWeekday, type LocalDate, toInstant, toLocal, type Zone } from "../time/index.ts";
import type { Member, WorkingHours } from "./members.schema.ts";

/** As much of a member as says when they work. Days are days of their own calendar. */
export type Calendar = Pick<Member, "timeZone" | "workingHours" | "offDays" | "away">;

/** What we take for the hours of somebody who has not said theirs. */
export const DEFAULT_WORKING_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

/** How far ahead we look for somebody's next working day. Who has none until then is back on no day that we could name. */
const HORIZON = 400;

/** A stretch of work: `day` is the local date it begins on. */
export interface WorkingWindow {
  day: LocalDate;
  from: Instant;
  /** On the day after for hours that go past midnight. */
  to: Instant;
}

/** Is this one of their working days: a weekday they work on, not taken off, not away? */
export function worksOn(calendar: Calendar, day: LocalDate): boolean {
  const { days } = calendar.workingHours ?? DEFAULT_WORKING_HOURS;
  return days.includes(isoWeekday(day)) && !calendar.offDays.includes(day) && !isAwayOn(calendar, day);
}

/** Are they away on this day of their calendar? */
export function isAwayOn({ away }: Pick<Calendar, "away">, day: LocalDate): boolean {
  return away !== null && away.from <= day && (away.to === null || day <= away.to);
}

/** Their hours on a day, whether they work on it or not. Hours that end when they begin last for a day. */
export function windowOn(calendar: Calendar, day: LocalDate, zone: Zone): WorkingWindow {
  const { from, to } = calendar.workingHours ?? DEFAULT_WORKING_HOURS;
  return { day, from: toInstant(zone, { date: day, time: from }), to: toInstant(zone, { date: to > from ? day : addDays(day, 1), time: to }) };
}

/**
 * Where they are in their working time at `now`: the window they are in, or else the next one; `null` for both when none begins within
 * the next 400 days, such as on a leave until further notice.
 *
 * @param zone of `calendar.timeZone`
 */
export function workingTime(calendar: Calendar, now: Instant, zone: Zone): { current: WorkingWindow | null; next: WorkingWindow | null } {
  const at = instantToMs(now);
  // From yesterday: its hours may go past midnight.
  const start = addDays(toLocal(zone, now).date, -1);
  for (let ahead = 0; ahead <= HORIZON; ahead++) {
    const day = addDays(start, ahead);
    if (!worksOn(calendar, day)) continue;
    const window = windowOn(calendar, day, zone);
    if (instantToMs(window.to) <= at) continue;
    return instantToMs(window.from) <= at ? { current: window, next: null } : { current: null, next: window };
  }
  return { current: null, next: null };
}

/**
 * When somebody is back: `"here"` on a day they work, at any hour of it, and in hours that go on past midnight; else the beginning of their
 * next working hours; `null` while nobody knows, as on a leave until further notice.
 *
 * @param zone of `calendar.timeZone`
 */
export function backAt(calendar: Calendar, now: Instant, zone: Zone): "here" | Instant | null {
  if (worksOn(calendar, toLocal(zone, now).date)) return "here";
  const { current, next } = workingTime(calendar, now, zone);
  return current ? "here" : (next?.from ?? null);
}
