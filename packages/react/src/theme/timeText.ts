const STEPS = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
] as const;

export interface TimeFormat {
  locale: string;
  /** The reader's zone; the browser's own unless told. */
  timeZone?: string | undefined;
}

/** "3 hours ago" for a week, then the day. `at` and `now` in milliseconds. */
export function relativeTime(at: number, now: number, format: TimeFormat): string {
  const seconds = Math.round((now - at) / 1000);
  if (seconds >= 7 * 86_400 || seconds < -86_400) {
    const sameYear = year(at, format) === year(now, format);
    return formatter(format, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }).format(at);
  }
  const relative = relativeFormatter(format.locale);
  if (seconds < 45) return relative.format(0, "second");
  let [unit, size]: (typeof STEPS)[number] = STEPS[0];
  for (const step of STEPS) if (seconds >= step[1] * 0.9) [unit, size] = step;
  return relative.format(-Math.max(1, Math.round(seconds / size)), unit);
}

/** How far off: "in 3 days", "tomorrow", "2 hours ago". */
export function distance(at: number, now: number, format: TimeFormat): string {
  const seconds = Math.round((at - now) / 1000);
  let [unit, size]: (typeof STEPS)[number] = STEPS[0];
  for (const step of STEPS) if (Math.abs(seconds) >= step[1] * 0.9) [unit, size] = step;
  return relativeFormatter(format.locale).format(Math.sign(seconds) * Math.max(1, Math.round(Math.abs(seconds) / size)), unit);
}

/** A day of somebody's calendar: its weekday where it is one of the seven before it comes round, else the date. `date` is `YYYY-MM-DD`. */
export function dayName(date: string, now: number, format: TimeFormat): string {
  const ahead = Date.parse(date) - Date.parse(localDay(now, format));
  const near = ahead >= 0 && ahead < 7 * 86_400_000;
  return formatter({ ...format, timeZone: "UTC" }, near ? { weekday: "long" } : dated(date, now, format)).format(Date.parse(date));
}

/** A day of somebody's calendar as a date: "12 Jan", with the year where it is another one. */
export function dayDate(date: string, now: number, format: TimeFormat): string {
  return formatter({ ...format, timeZone: "UTC" }, dated(date, now, format)).format(Date.parse(date));
}

function dated(date: string, now: number, format: TimeFormat): Intl.DateTimeFormatOptions {
  return { day: "numeric", month: "short", ...(date.slice(0, 4) === localDay(now, format).slice(0, 4) ? {} : { year: "numeric" }) };
}

/** What day it is at a moment on the reader's own calendar, `YYYY-MM-DD`. */
export function localDay(now: number, format: TimeFormat): string {
  return formatter({ ...format, locale: "en-CA" }, { year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** The name of a day of the week; Monday is 1. */
export function weekdayName(day: number, locale: string, weekday: "long" | "short"): string {
  // The fifth of January 1970 was a Monday.
  return formatter({ locale, timeZone: "UTC" }, { weekday }).format((day + 3) * 86_400_000);
}

/** The moment in full, on the reader's clock: "Monday, 23 November 2026 at 14:02". */
export function exactTime(at: number, format: TimeFormat): string {
  return formatter(format, { dateStyle: "full", timeStyle: "short" }).format(at);
}

/** Day and time, short: "Mon, 23 Nov, 14:02". */
export function shortTime(at: number, format: TimeFormat): string {
  return formatter(format, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).format(at);
}

/** "09:00" on the clock of another zone, with its weekday where that is not the reader's: "Wed 09:00". */
export function clockTime(at: number, format: TimeFormat, timeZone: string): string {
  const day = { weekday: "short" } as const;
  const there = { locale: format.locale, timeZone };
  const sameDay = formatter(format, day).format(at) === formatter(there, day).format(at);
  return formatter(there, { hour: "numeric", minute: "2-digit", ...(sameDay ? {} : day) }).format(at);
}

function year(at: number, format: TimeFormat): string {
  return formatter(format, { year: "numeric" }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const relativeFormatters = new Map<string, Intl.RelativeTimeFormat>();

/** Making a formatter costs a hundred times what using one does. */
function formatter(format: TimeFormat, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([format.locale, format.timeZone, options]);
  let known = formatters.get(key);
  if (!known) formatters.set(key, (known = new Intl.DateTimeFormat(format.locale, { ...options, ...(format.timeZone ? { timeZone: format.timeZone } : {}) })));
  return known;
}

function relativeFormatter(locale: string): Intl.RelativeTimeFormat {
  let known = relativeFormatters.get(locale);
  if (!known) relativeFormatters.set(locale, (known = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })));
  return known;
}
