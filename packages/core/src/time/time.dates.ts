import { timeErrors } from "./time.errors.ts";

/** A day in someone's life: `YYYY-MM-DD` in the proleptic Gregorian calendar, years 0000 to 9999. Sorts as text. */
export type LocalDate = string;

/** A time of day: `HH:MM`, 00:00 to 23:59. Sorts as text. */
export type LocalTime = string;

/** ISO 8601: Monday is 1, Sunday is 7. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MINUTE = 60_000;
export const DAY = 86_400_000;

/** True for a `YYYY-MM-DD` that is in the calendar: `2026-02-30` is not. */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const [year, month, day] = fields(value);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
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

/** The weekday of a count of days since 1970-01-01, which was a Thursday. */
export function weekdayOfDay(days: number): IsoWeekday {
  return (((((days + 3) % 7) + 7) % 7) + 1) as IsoWeekday;
}

/** Days since 1970-01-01. Throws `time/invalid`. */
export function daysFromDate(date: LocalDate): number {
  if (!isLocalDate(date)) throw timeErrors.invalid(`"${date}" is not a date. Give one that exists, as YYYY-MM-DD.`);
  return daysFromCivil(...fields(date));
}

/** The inverse of {@link daysFromDate}. Throws `time/invalid` outside the years 0000 to 9999. */
export function dateFromDays(days: number): LocalDate {
  const [year, month, day] = civilFromDays(days);
  if (!(year >= 0 && year <= 9999)) throw timeErrors.invalid("A date went outside the years 0000 to 9999. Give one inside them.");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** Milliseconds since midnight. Throws `time/invalid`. */
export function timeToMs(time: LocalTime): number {
  if (!isLocalTime(time)) throw timeErrors.invalid(`"${time}" is not a time of day. Give HH:MM, from 00:00 to 23:59.`);
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE;
}

/** The inverse of {@link timeToMs}; seconds are dropped. */
export function timeFromMs(ms: number): LocalTime {
  const minutes = Math.floor(ms / MINUTE);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Days since 1970-01-01 of a year, month (1–12) and day. The year is counted from March, so that the leap day comes last, and in
 * eras of 400 years, after which the calendar repeats: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * https://howardhinnant.github.io/date_algorithms.html
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link daysFromCivil}, from the same source. */
export function civilFromDays(days: number): [year: number, month: number, day: number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

export function daysInMonth(year: number, month: number): number {
  return daysFromCivil(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - daysFromCivil(year, month, 1);
}

function fields(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
