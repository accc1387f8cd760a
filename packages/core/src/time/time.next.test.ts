import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, compareDates, isoWeekday, type IsoWeekday, type LocalTime } from "./time.dates.ts";
import { instantFromMs, instantToMs } from "./time.instants.ts";
import { intlZones } from "./time.intl.ts";
import { toInstant, toLocal, type LocalPolicy } from "./time.local.ts";
import { nextLocal } from "./time.next.ts";
import { zoneSource, type Zone } from "./time.zones.ts";

const zones = intlZones();
const DAILY: IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];
const HOUR = 3_600_000;

/** Every occurrence after `from`, up to `until`. */
function walk(zone: Zone, from: string, until: string, at: LocalTime, policy?: LocalPolicy) {
  const found = [];
  for (let next = nextLocal(zone, from, { days: DAILY, at }, policy); next.instant <= until; next = nextLocal(zone, next.instant, { days: DAILY, at }, policy)) {
    found.push(next);
  }
  return found;
}

const CHANGES = [
  ["Europe/Berlin", "2026-03-29T01:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00Z"],
  ["Africa/Cairo", "2024-04-25T22:00Z"],
  ["Africa/Cairo", "2024-10-31T21:00Z"],
  ["Australia/Lord_Howe", "2024-04-06T15:00Z"],
  ["Australia/Lord_Howe", "2024-10-05T15:30Z"],
  ["Antarctica/Troll", "2024-03-31T01:00Z"],
  ["Antarctica/Troll", "2024-10-27T01:00Z"],
  ["America/Havana", "2024-03-10T05:00Z"],
  ["America/Havana", "2024-11-03T05:00Z"],
  ["Africa/Casablanca", "2024-03-10T02:00Z"],
  ["Africa/Casablanca", "2024-04-14T02:00Z"],
  ["America/Scoresbysund", "2024-03-31T01:00Z"],
] as const;

/** A clock that only counts minutes: what the runtime shows at each, so it shares no arithmetic with the module. */
function minuteByMinute(name: string, from: number, until: number): Map<string, number> {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "short" });
  const first = new Map<string, number>();
  let wall = NaN;
  for (let ms = from; ms <= until; ms += 60_000) {
    const now = Date.parse(`${format.format(ms).replace(" ", "T")}Z`);
    // In a gap each skipped reading goes as far beyond the change as it is beyond the last one shown.
    for (let skipped = wall + 60_000, i = 0; skipped < now; skipped += 60_000, i++) first.set(instantFromMs(skipped), ms + i * 60_000);
    const shown = instantFromMs(now);
    if (!first.has(shown)) first.set(shown, ms);
    wall = now;
  }
  return first;
}

describe("daily, across a change of the clocks", () => {
  test.each(CHANGES)("%s at %s: once for every day, at the minute the wall shows", (name, change) => {
    const zone = zones.zone(name);
    const middle = instantToMs(change);
    const oracle = minuteByMinute(name, middle - 96 * HOUR, middle + 120 * HOUR);
    for (const at of ["00:00", "00:30", "01:30", "01:45", "02:00", "02:30", "03:00", "09:00", "23:30"]) {
      const found = walk(zone, instantFromMs(middle - 72 * HOUR), instantFromMs(middle + 96 * HOUR), at);
      const days = found.map((next) => next.localDate);
      expect(days).toEqual(days.map((_, i) => addDays(days[0]!, i)));
      expect(days.length).toBeGreaterThanOrEqual(6);
      expect(found.map((next) => instantToMs(next.instant))).toEqual(days.map((day) => oracle.get(`${day}T${at}:00.000Z`)));
    }
  });

  test("does not lose 29 March 2026 at 02:30 in Berlin, unless told to skip", () => {
    const berlin = zones.zone("Europe/Berlin");
    const days = (policy: LocalPolicy) => walk(berlin, "2026-03-27T12:00Z", "2026-03-31T12:00Z", "02:30", policy).map((next) => next.localDate.slice(8));
    expect(days({})).toEqual(["28", "29", "30", "31"]);
    expect(days({ gap: "first-valid" })).toEqual(["28", "29", "30", "31"]);
    expect(days({ gap: "skip" })).toEqual(["28", "30", "31"]);
  });

  test("keeps to one policy when it goes on from its own result", () => {
    const cairo = zones.zone("Africa/Cairo");
    const rule = { days: DAILY, at: "00:30" };
    for (const [gap, instant] of [["shift", "2024-04-25T22:30:00.000Z"], ["first-valid", "2024-04-25T22:00:00.000Z"]] as const) {
      const gapDay = nextLocal(cairo, "2024-04-25T12:00Z", rule, { gap });
      expect(gapDay).toEqual({ instant, localDate: "2024-04-26" });
      expect(nextLocal(cairo, gapDay.instant, rule, { gap }).localDate).toBe("2024-04-27");
    }
  });
});

describe("a gap across midnight", () => {
  const changes = [[instantToMs("2026-10-25T01:00Z"), -2 * HOUR], [instantToMs("2027-03-28T01:00Z"), -HOUR]] as const;
  const scoresbysund = zoneSource(
    () => (from, until) => ({
      first: changes.filter(([at]) => at <= from).at(-1)?.[1] ?? -HOUR,
      changes: changes.filter(([at]) => at > from && at <= until),
    }),
    () => "hand-made",
  ).zone("America/Scoresbysund");
  const saturdays = { days: [6], at: "23:30" } as const;

  test("moves Saturday 23:30 to Sunday 00:30, and it stays Saturday's", () => {
    const next = nextLocal(scoresbysund, "2027-03-28T00:00Z", saturdays);
    expect(next).toEqual({ instant: "2027-03-28T01:30:00.000Z", localDate: "2027-03-27" });
    expect(toLocal(scoresbysund, next.instant)).toEqual({ date: "2027-03-28", time: "00:30" });
  });

  test("is still found when it is Sunday already", () => {
    expect(toLocal(scoresbysund, "2027-03-28T01:10Z")).toEqual({ date: "2027-03-28", time: "00:10" });
    expect(nextLocal(scoresbysund, "2027-03-28T01:10Z", saturdays).localDate).toBe("2027-03-27");
    expect(nextLocal(scoresbysund, "2027-03-28T01:30Z", saturdays).localDate).toBe("2027-04-03");
  });
});

test("the next occurrence is later, on one of the days, and none is passed over", () => {
  const names = fc.constantFrom(...new Set(CHANGES.map(([name]) => name)), "Pacific/Chatham", "Asia/Kathmandu", "America/New_York");
  const instants = fc.date({ min: new Date("2000-01-01T00:00Z"), max: new Date("2025-01-01T00:00Z"), noInvalidDate: true });
  const days = fc.uniqueArray(fc.constantFrom(...DAILY), { minLength: 1 });
  const times = fc.integer({ min: 0, max: 47 }).map((half) => `${String(half >> 1).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
  const policies = fc.record({ gap: fc.constantFrom("shift", "first-valid", "skip"), fold: fc.constantFrom("first", "last") });
  fc.assert(
    fc.property(names, instants, days, times, policies, (name, date, weekdays, at, policy) => {
      const zone = zones.zone(name);
      const after = date.toISOString();
      const next = nextLocal(zone, after, { days: weekdays, at }, policy);
      expect(next.instant > after).toBe(true);
      expect(weekdays).toContain(isoWeekday(next.localDate));
      expect(next.instant).toBe(toInstant(zone, { date: next.localDate, time: at }, policy));
      const between: string[] = [];
      for (let day = addDays(toLocal(zone, after).date, -2); compareDates(day, next.localDate) < 0; day = addDays(day, 1)) {
        const instant = weekdays.includes(isoWeekday(day)) ? toInstant(zone, { date: day, time: at }, policy) : null;
        if (instant !== null && instant > after) between.push(instant);
      }
      expect(between).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("a rule without a day or with an impossible time is refused", () => {
  const invalid = expect.objectContaining({ code: "time/invalid" });
  const utc = zones.zone("Etc/UTC");
  expect(() => nextLocal(utc, "2026-11-23T09:00Z", { days: [], at: "09:00" })).toThrow(invalid);
  expect(() => nextLocal(utc, "2026-11-23T09:00Z", { days: [1], at: "24:00" })).toThrow(invalid);
});
