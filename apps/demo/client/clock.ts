import type { Member } from "@meanwhile/core";
import { instantFromMs, intlZones, type LocalDate, type LocalTime, toInstant, toLocal } from "@meanwhile/core/time";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "18:40" there; on the reader's own clock where no zone is given. */
export function timeOf(instant: number, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...(timeZone ? { timeZone } : {}) }).format(instant);
}

/** "Tue" there. */
export function dayOf(instant: number, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "short", ...(timeZone ? { timeZone } : {}) }).format(instant);
}

const zones = intlZones();

/** What the reader's clock shows when it is `time` in `timeZone`, today there: "09:30". */
export function onMyClock(time: string, timeZone: string, now: number): string {
  const theirs = zones.zone(timeZone);
  const mine = zones.zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { date } = toLocal(theirs, instantFromMs(now));
  return toLocal(mine, toInstant(theirs, { date: date as LocalDate, time: time as LocalTime })).time;
}

export function isAway({ away, timeZone }: Member, now: number): boolean {
  if (!away) return false;
  // Swedish writes dates as ISO 8601 does.
  const today = new Intl.DateTimeFormat("sv", { timeZone }).format(now);
  return away.from <= today && (away.to === null || today <= away.to);
}

export function isWorking({ workingHours, timeZone }: Member, now: number): boolean {
  if (!workingHours) return false;
  const time = timeOf(now, timeZone);
  return workingHours.days.includes(DAYS.indexOf(dayOf(now, timeZone)) + 1) && workingHours.from <= time && time < workingHours.to;
}

/** ISO weekdays that follow each other: "Mon to Fri". */
export function daysInWords(days: readonly number[]): string {
  const names = [...days].sort((a, b) => a - b).map((day) => DAYS[day - 1]!);
  const unbroken = days.length > 2 && Math.max(...days) - Math.min(...days) === days.length - 1;
  return unbroken ? `${names[0]} to ${names.at(-1)}` : names.join(", ");
}
