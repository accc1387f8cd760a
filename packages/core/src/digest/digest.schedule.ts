import { daysFromDate, type FoldPolicy, type GapPolicy, isLocalDate, isLocalTime, type IsoWeekday, type LocalDate, type LocalTime, timeToMs, type WeeklyRule } from "../time/index.ts";
import { digestErrors } from "./digest.errors.ts";

/** A stretch of some days of the week in which nothing may come. */
export interface QuietHours {
  /** The days on which it begins. */
  days: readonly IsoWeekday[];
  from: LocalTime;
  /** The first minute that is open again: of the next day, when it is not after `from`. The same as `from`: 24 hours. */
  to: LocalTime;
}

/** Days in a row, both ends included. */
export interface DaysOff {
  from: LocalDate;
  to: LocalDate;
}

/** When something comes, in the words of one person's calendar. Plain JSON; `{ tz, rules }` is enough. */
export interface ScheduleSpec {
  /** The IANA name of the zone whose calendar and clocks all of it is read by. */
  tz: string;
  rules: readonly WeeklyRule[];
  /** What would come in here waits until it is over. */
  quiet?: readonly QuietHours[];
  /** Nothing is for these days; what waited before them comes after them. */
  off?: readonly DaysOff[];
  /** Single days off. */
  holidays?: readonly LocalDate[];
  /** For a time the clocks jump over. `shift` unless told. */
  gap?: GapPolicy;
  /** For a time the clocks show twice. `first` unless told. */
  fold?: FoldPolicy;
  /** For whoever runs the schedule and was down when something was due: send one for all that was missed (`once`, unless told), or none. */
  catchUp?: "once" | "skip";
  /** The first so many of a day count, the others don't come. No limit unless told. */
  maxPerDay?: number;
}

/** A schedule as numbers: milliseconds of the day, days since 1970, days of the week as bits, Monday lowest. */
export interface ReadSchedule {
  /** By time. */
  rules: Array<{ mask: number; time: number; at: LocalTime }>;
  quiet: Array<{ mask: number; from: number; to: number }>;
  /** In order, apart from each other. */
  off: Array<{ from: number; to: number }>;
  gap: GapPolicy;
  fold: FoldPolicy;
  maxPerDay: number;
}

const DAY = 86_400_000;
/** 1970-01-05. */
const MONDAY = 4;

/** Throws `digest/invalid_schedule`. The zone is not looked at. */
export function readSchedule(spec: ScheduleSpec): ReadSchedule {
  const { gap = "shift", fold = "first", catchUp = "once", maxPerDay = Infinity } = spec;
  const rules = list(spec.rules, "rules").map(({ days, at }, i) => ({ mask: maskOf(days, `rules[${i}].days`), time: time(at, `rules[${i}].at`), at }));
  if (!rules.length) refuse("rules", "is empty, so nothing ever comes. Give at least one of { days, at }.");
  const quiet = list(spec.quiet, "quiet").map(({ days, from, to }, i) => ({ mask: maskOf(days, `quiet[${i}].days`), from: time(from, `quiet[${i}].from`), to: time(to, `quiet[${i}].to`) }));
  if (isAlwaysQuiet(quiet)) refuse("quiet", "covers the whole week, so nothing ever comes. Leave a minute open.");
  const off = [
    ...list(spec.off, "off").map(({ from, to }, i) => {
      const range = { from: day(from, `off[${i}].from`), to: day(to, `off[${i}].to`) };
      if (range.to < range.from) refuse(`off[${i}]`, "ends before it begins. Give `to` as the last day off.");
      return range;
    }),
    ...list(spec.holidays, "holidays").map((date, i) => ({ from: day(date, `holidays[${i}]`), to: day(date, `holidays[${i}]`) })),
  ];
  oneOf(gap, ["shift", "first-valid", "skip"], "gap");
  oneOf(fold, ["first", "last"], "fold");
  oneOf(catchUp, ["once", "skip"], "catchUp");
  if (maxPerDay !== Infinity && !(Number.isSafeInteger(maxPerDay) && maxPerDay > 0)) refuse("maxPerDay", "is not a number of times. Give 1 or more, or leave it out.");
  rules.sort((a, b) => a.time - b.time);
  return { rules, quiet, off: joined(off), gap, fold, maxPerDay };
}

/** Bit 0 is Monday. */
export function hasDay(mask: number, days: number): boolean {
  return ((mask >> ((((days + 3) % 7) + 7) % 7)) & 1) === 1;
}

function joined(ranges: ReadSchedule["off"]): ReadSchedule["off"] {
  const apart: ReadSchedule["off"] = [];
  for (const { from, to } of ranges.sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}

/** Over one week, from Monday 00:00, with Sunday's evening before it. */
function isAlwaysQuiet(quiet: ReadSchedule["quiet"]): boolean {
  const stretches: Array<[from: number, to: number]> = [];
  for (const { mask, from, to } of quiet) {
    for (let weekday = -1; weekday < 7; weekday++) {
      if (hasDay(mask, MONDAY + weekday)) stretches.push([weekday * DAY + from, (to <= from ? weekday + 1 : weekday) * DAY + to]);
    }
  }
  let until = 0;
  for (const [from, to] of stretches.sort(([a], [b]) => a - b)) if (from <= until) until = Math.max(until, to);
  return until >= 7 * DAY;
}

function maskOf(days: readonly IsoWeekday[], path: string): number {
  const every = list(days, path);
  if (!every.length || every.some((each) => !Number.isInteger(each) || each < 1 || each > 7)) refuse(path, "is not a set of days. Give at least one, from 1 (Monday) to 7 (Sunday).");
  return every.reduce((mask, each) => mask | (1 << (each - 1)), 0);
}

function time(value: LocalTime, path: string): number {
  if (!isLocalTime(value)) refuse(path, "is not a time of day. Give one as 09:00, up to 23:59.");
  return timeToMs(value);
}

function day(value: LocalDate, path: string): number {
  if (!isLocalDate(value)) refuse(path, "is not a date. Give one that exists, as 2026-11-23.");
  return daysFromDate(value);
}

function list<T>(value: readonly T[] | undefined, path: string): readonly T[] {
  if (value !== undefined && !Array.isArray(value)) refuse(path, "is not a list. Give an array.");
  return value ?? [];
}

function oneOf(value: string, allowed: string[], path: string): void {
  if (!allowed.includes(value)) refuse(path, `is not known. Give one of ${allowed.join(", ")}.`);
}

function refuse(path: string, message: string): never {
  throw digestErrors.invalidSchedule(`The schedule's ${path} ${message}`, { details: { issues: [{ path, message }] } });
}
