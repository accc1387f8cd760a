import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar } from "../members/index.ts";
import { instantFromMs, instantToMs, intlZones } from "../time/index.ts";
import { type Attendee, proposeTimes, type TimesWanted } from "./times.ts";

const zones = intlZones();
const MINUTE = 60_000;

function attendee(id: string, timeZone: string, more: Partial<Attendee> & { hours?: Calendar["workingHours"]; offDays?: string[] } = {}): Attendee {
  const { hours = null, offDays = [], ...rest } = more;
  return { id, calendar: { timeZone, workingHours: hours, offDays, away: null }, ...rest };
}

// Monday to Friday.
const week = { from: "2026-11-23T00:00:00Z", to: "2026-11-28T00:00:00Z" };
const propose = (members: Attendee[], more: Partial<TimesWanted> = {}) => proposeTimes({ members, minutes: 30, window: week, zones, ...more });
const shown = (times: ReturnType<typeof proposeTimes>) => times.map(({ members }) => members.map(({ local, burden }) => `${local.date.slice(8)} ${local.time}${burden ? ` +${burden}` : ""}`).join(" | "));

describe("times for a meeting", () => {
  test("are within everybody's hours where there are some, on three days, each in everybody's own clock", () => {
    expect(shown(propose([attendee("ada", "Europe/Berlin"), attendee("bo", "America/New_York")]))).toEqual(["23 15:00 | 23 09:00", "24 15:00 | 24 09:00", "25 15:00 | 25 09:00"]);
  });

  test("follow the clocks: for two weeks in spring New York is an hour nearer", () => {
    const members = [attendee("ada", "Europe/Berlin"), attendee("bo", "America/New_York")];
    const at = (day: string) => shown(propose(members, { window: { from: `${day}T00:00:00Z`, to: `${day}T23:59:00Z` }, count: 1 }));
    expect(at("2026-03-06")).toEqual(["06 15:00 | 06 09:00"]);
    expect(at("2026-03-10")).toEqual(["10 14:00 | 10 09:00"]);
    expect(at("2026-03-31")).toEqual(["31 15:00 | 31 09:00"]);
  });

  test("avoid what is busy, days off and absences", () => {
    const ada = attendee("ada", "Europe/Berlin", { offDays: ["2026-11-24"], busy: [{ from: "2026-11-23T08:00:00Z", to: "2026-11-23T15:45:00Z" }] });
    const bo = attendee("bo", "Europe/Berlin");
    bo.calendar.away = { kind: "vacation", from: "2026-11-25", to: "2026-11-25", handOffTo: null };
    expect(shown(propose([ada, bo]))).toEqual(["26 09:00 | 26 09:00", "27 09:00 | 27 09:00", "26 10:00 | 26 10:00"]);
    expect(shown(propose([ada, bo], { step: 15, window: { from: "2026-11-23T00:00:00Z", to: "2026-11-23T16:00:00Z" }, minutes: 15, count: 1 }))).toEqual(["23 16:45 | 23 16:45"]);
  });

  test("go outside somebody's hours as little as possible, and let who has borne least bear it", () => {
    // Los Angeles works 17:00–01:00 UTC, Berlin 08:00–16:00.
    const members = (la: number, berlin: number) => [attendee("lee", "America/Los_Angeles", { borne: la }), attendee("bo", "Europe/Berlin", { borne: berlin })];
    expect(shown(propose(members(0, 30), { count: 1 }))).toEqual(["23 07:30 +30 | 23 16:30"]);
    expect(shown(propose(members(30, 0), { count: 1 }))).toEqual(["23 09:00 | 23 18:00 +30"]);
  });

  test("take turns over a year of meetings, so that both have borne the same, give or take one", () => {
    const borne = [0, 0];
    for (let meeting = 0; meeting < 26; meeting++) {
      const monday = Date.UTC(2026, 0, 5) + meeting * 14 * 24 * 60 * MINUTE;
      const [best] = propose([attendee("lee", "America/Los_Angeles", { borne: borne[0]! }), attendee("bo", "Europe/Berlin", { borne: borne[1]! })], { window: { from: instantFromMs(monday), to: instantFromMs(monday + 7 * 24 * 60 * MINUTE) } });
      best!.members.forEach(({ burden }, index) => (borne[index]! += burden));
    }
    expect(borne[0]! + borne[1]!).toBe(26 * 30);
    expect(Math.abs(borne[0]! - borne[1]!)).toBeLessThanOrEqual(30);
  });

  test("are none where somebody would have to be up at night, unless that is wanted", () => {
    const members = [attendee("ada", "Europe/London"), attendee("bo", "Asia/Tokyo"), attendee("lee", "America/Los_Angeles")];
    expect(propose(members)).toEqual([]);
    expect(propose(members, { furthest: 480 }).length).toBe(3);
  });

  test("never fall on the local day before or after a day off", () => {
    // Sunday evening in California is Monday morning in Sydney.
    const times = propose([attendee("lee", "America/Los_Angeles"), attendee("kim", "Australia/Sydney")], { window: { from: "2026-11-21T00:00:00Z", to: "2026-11-23T12:00:00Z" } });
    expect(times).toEqual([]);
  });

  test("are in the hours of a night shift that go on past midnight", () => {
    const night = attendee("ada", "Europe/Berlin", { hours: { days: [5], from: "22:00", to: "06:00" } });
    expect(shown(propose([night, night], { window: { from: "2026-11-27T23:00:00Z", to: "2026-11-30T00:00:00Z" }, count: 1 }))).toEqual(["28 00:00 | 28 00:00"]);
  });

  test("never overlap, when there are more than there are days", () => {
    const times = propose([attendee("ada", "Europe/Berlin"), attendee("bo", "Europe/Berlin")], { count: 12 });
    const starts = times.map(({ from }) => instantToMs(from)).sort((a, b) => a - b);
    expect(starts.length).toBe(12);
    for (let i = 1; i < starts.length; i++) expect(starts[i]! - starts[i - 1]!).toBeGreaterThanOrEqual(30 * MINUTE);
  });

  test("are what counting minute by minute finds, in any zones, on any days of the year", () => {
    const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Australia/Sydney", "Pacific/Chatham", "America/Santiago", "Africa/Cairo", "UTC");
    const hour = (min: number, max: number) => fc.integer({ min: min * 4, max: max * 4 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`);
    const hours = fc.option(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: hour(4, 11), to: hour(12, 22) }));
    const start = fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2026, 11, 25) / MINUTE });
    const scene = start.chain((from) =>
      fc.record({
        window: fc.integer({ min: 60, max: 3 * 24 * 60 }).map((length) => ({ from: instantFromMs(from * MINUTE), to: instantFromMs((from + length) * MINUTE) })),
        minutes: fc.constantFrom(15, 30, 45, 60, 90),
        step: fc.constantFrom(10, 15, 30, 60) as fc.Arbitrary<15>,
        furthest: fc.constantFrom(0, 45, 240, 600),
        members: fc.array(
          fc.record({ zone, hours, borne: fc.nat(90), off: fc.boolean(), busy: fc.array(fc.tuple(fc.nat(3 * 24 * 60), fc.integer({ min: 1, max: 300 })), { maxLength: 2 }) }).map(({ zone: timeZone, hours: workingHours, borne, off, busy }) =>
            attendee("", timeZone, { hours: workingHours, borne, offDays: off ? [instantFromMs(from * MINUTE).slice(0, 10)] : [], busy: busy.map(([after, length]) => ({ from: instantFromMs((from + after) * MINUTE), to: instantFromMs((from + after + length) * MINUTE) })) }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    );
    fc.assert(
      fc.property(scene, (wanted) => {
        const [best] = proposeTimes({ ...wanted, zones, count: 1 });
        const expected = bruteForce(wanted);
        expect(best && { from: best.from, burdens: best.members.map(({ burden }) => burden) }).toEqual(expected);
        for (const [index, member] of (best?.members ?? []).entries()) {
          const clock = clockOf(wanted.members[index]!.calendar.timeZone)(instantToMs(best!.from) / MINUTE);
          expect(member.local).toEqual({ date: clock.date, time: clock.time });
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The best by trying each start and each of its minutes against the clocks that `Intl` shows; shares no code with what it checks. */
function bruteForce({ members, minutes, window, step, furthest }: Required<Pick<TimesWanted, "members" | "minutes" | "window" | "step" | "furthest">>) {
  const [from, to] = [Date.parse(window.from) / MINUTE, Date.parse(window.to) / MINUTE];
  const minuteOf = members.map(({ calendar, busy = [] }) => {
    const clock = clockOf(calendar.timeZone);
    const { days, from: begins, to: ends } = calendar.workingHours ?? { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
    const free = (minute: number) => busy.every((each) => minute < Date.parse(each.from) / MINUTE || minute >= Date.parse(each.to) / MINUTE);
    const works = (date: string, weekday: number) => days.includes(weekday) && !calendar.offDays.includes(date);
    const inHours = remember((minute) => {
      const { date, time, weekday } = clock(minute);
      return works(date, weekday) && time >= begins && time < ends;
    });
    return remember((minute) => {
      const { date, weekday } = clock(minute);
      if (!free(minute) || !works(date, weekday)) return Infinity;
      for (let far = 0; far <= furthest; far++) if (inHours(minute - far) || inHours(minute + far)) return far;
      return Infinity;
    });
  });
  let best: { start: number; order: number[]; burdens: number[] } | undefined;
  for (let start = from; start + minutes <= to; start++) {
    if (start % step !== 0) continue;
    const each = minuteOf.map((far) => Array.from({ length: minutes }, (_, index) => far(start + index)));
    if (each.some((fars) => fars.includes(Infinity))) continue;
    const burdens = each.map((fars) => fars.filter((far) => far > 0).length);
    const borne = burdens.map((burden, index) => burden + members[index]!.borne!).sort((a, b) => b - a);
    const order = [burdens.reduce((a, b) => a + b, 0), ...borne, Math.max(...each.flat()), start % 60 === 0 ? 0 : start % 30 === 0 ? 1 : 2, start];
    if (!best || isBefore(order, best.order)) best = { start, order, burdens };
  }
  return best && { from: new Date(best.start * MINUTE).toISOString(), burdens: best.burdens };
}

function isBefore(a: number[], b: number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
}

function remember<T>(find: (minute: number) => T): (minute: number) => T {
  const known = new Map<number, T>();
  return (minute) => {
    if (!known.has(minute)) known.set(minute, find(minute));
    return known.get(minute)!;
  };
}

function clockOf(timeZone: string) {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", weekday: "short" });
  return remember((minute: number) => {
    const parts = Object.fromEntries(format.formatToParts(minute * MINUTE).map(({ type, value }) => [type, value]));
    return { date: `${parts["year"]}-${parts["month"]}-${parts["day"]}`, time: `${parts["hour"]}:${parts["minute"]}`, weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].findIndex((day) => parts["weekday"]!.startsWith(day)) + 1 };
  });
}
