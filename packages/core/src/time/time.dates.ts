import { timeErrors } from "./time.errors.ts";

/** A day in someone's life: `YYYY-MM-DD` in the proleptic Gregorian calendar, years 0000 to 9999. Sorts as text. */
export type LocalDate = string;

/** A time of day: `HH:MM`, 00:00 to 23:59. Sorts as text. */
export type LocalTime = string;

/** ISO 8601: Monday is 1, Sunday is 7. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const DAY = 86_400_000;

/** True for a `YYYY-MM-DD` that is in the calendar: `2026-02-30` is not. */
export function isLocalDate(value: unknown): value is LocalDate {
  // Some engines read 30 February as 2 March.
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && new Date(value).getUTCDate() === Number(value.slice(8));
}

/** True for an `HH:MM` from `00:00` to `23:59`. */
export function isLocalTime(value: unknown): value is LocalTime {
  return typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromDays(daysFromDate(date) + days);
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return daysFromDate(to) - daysFromDate(from);
}

/** Negative when `a` is earlier, positive when later, 0 on the same day: for `sort`. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isoWeekday(date: LocalDate): IsoWeekday {
  return weekdayOfDay(daysFromDate(date));
}

/** The weekday of a count of days since 1970-01-01. */
export function weekdayOfDay(days: number): IsoWeekday {
  return (new Date(days * DAY).getUTCDay() || 7) as IsoWeekday;
}

/** Days since 1970-01-01. Throws `time/invalid`. */
export function daysFromDate(date: LocalDate): number {
  if (!isLocalDate(date)) throw timeErrors.invalid(`"${date}" is not a date. Give one as 2026-11-23.`);
  return Date.parse(date) / DAY;
}

/** The inverse of {@link daysFromDate}. Throws `time/invalid` outside the years 0000 to 9999. */
export function dateFromDays(days: number): LocalDate {
  const [year, month, day] = civilFromDays(days);
  if (!(year >= 0 && year <= 9999)) throw timeErrors.invalid("There is no such date. Give one of the years 0000 to 9999.");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** Milliseconds since midnight. Throws `time/invalid`. */
export function timeToMs(time: LocalTime): number {
  if (!isLocalTime(time)) throw timeErrors.invalid(`"${time}" is not a time of day. Give one as 09:00.`);
  return Date.parse(`1970-01-01T${time}Z`);
}

/** The inverse of {@link timeToMs}; seconds are dropped. */
export function timeFromMs(ms: number): LocalTime {
  const minutes = Math.floor(ms / 60_000);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Days since 1970-01-01 of a year, month (1–12) and day. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

/** The inverse of {@link daysFromCivil}. */
export function civilFromDays(days: number): [year: number, month: number, day: number] {
  const date = new Date(days * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

export function daysInMonth(year: number, month: number): number {
  return civilFromDays(daysFromCivil(year, month + 1, 0))[2];
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
