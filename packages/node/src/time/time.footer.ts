import { civilFromDays, daysFromCivil, daysInMonth, weekdayOfDay, type Transitions } from "@meanwhile/core/time";

/** The changes a rule makes after `from` and up to `until` (milliseconds), in order. */
export type Rule = (from: number, until: number) => Transitions["changes"];

const DAY = 86_400_000;
const NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)";
const CLOCK = "[+-]?\\d{1,3}(?::\\d\\d){0,2}";
const DATE = "(?:J?\\d{1,3}|M(?:[1-9]|1[0-2])\\.[1-5]\\.[0-6])";
const FOOTER = new RegExp(`^${NAME}(${CLOCK})(?:${NAME}(${CLOCK})?,(${DATE})(?:/(${CLOCK}))?,(${DATE})(?:/(${CLOCK}))?)?$`);

/**
 * Reads the TZ string at the end of a TZif file, which goes on where the listed changes stop: `CET-1CEST,M3.5.0,M10.5.0/3`.
 * POSIX.1-2024 §8.3 with the extension of RFC 9636 §3.3.1: hours of a change from -167 to 167. Throws on anything else.
 */
export function parseFooter(footer: string): Rule {
  const match = FOOTER.exec(footer);
  if (!match) throw new Error(`The footer "${footer}" is not a TZ string.`);
  const [, standardText, daylightText, start, startTime = "2", end, endTime = "2"] = match;
  if (start === undefined || end === undefined) return () => [];

  // POSIX counts offsets westward, so they are the opposite of ours.
  const standard = -clock(standardText!);
  const daylight = daylightText === undefined ? standard + clock("1") : -clock(daylightText);
  return (from, until) => {
    const changes: Array<[number, number]> = [];
    for (let year = yearOf(from) - 1; year <= yearOf(until) + 1; year++) {
      changes.push([dayOf(start, year) * DAY + clock(startTime) - standard, daylight]);
      changes.push([dayOf(end, year) * DAY + clock(endTime) - daylight, standard]);
    }
    // Stable: in a zone always on daylight time, one year's end is at the next year's start and must stay before it.
    changes.sort((a, b) => a[0] - b[0]);
    return changes.filter(([at]) => at > from && at <= until);
  };
}

/** `J60` (never counting 29 February), `59` (from 0, counting it) or `M3.5.0` (month, week or 5 for the last, Sunday as 0), as days since 1970. */
function dayOf(date: string, year: number): number {
  const january = daysFromCivil(year, 1, 1);
  if (date.startsWith("J")) {
    const day = Number(date.slice(1));
    return january + day - 1 + (day >= 60 && daysInMonth(year, 2) === 29 ? 1 : 0);
  }
  if (!date.startsWith("M")) return january + Number(date);
  const [month, week, weekday] = date.slice(1).split(".").map(Number) as [number, number, number];
  const first = daysFromCivil(year, month, 1);
  const inMonth = ((weekday - weekdayOfDay(first) + 7) % 7) + (week - 1) * 7;
  return first + (inMonth < daysInMonth(year, month) ? inMonth : inMonth - 7);
}

function clock(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, "").split(":").map(Number);
  return (text.startsWith("-") ? -1000 : 1000) * (hours * 3600 + minutes * 60 + seconds);
}

function yearOf(instant: number): number {
  return civilFromDays(Math.floor(instant / DAY))[0];
}
