import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Instant, instantFromMs, instantToMs, intlZones, isoWeekday, type IsoWeekday, type LocalDate, toInstant, toLocal } from "../time/index.ts";
import { defer, nextDue, preview } from "./digest.due.ts";
import type { ScheduleSpec } from "./digest.schedule.ts";

const zones = intlZones();
const WEEKDAYS: IsoWeekday[] = [1, 2, 3, 4, 5];
const DAILY: IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];
const MINUTE = 60_000;
/** Every time below, every change and every offset is a whole number of them. */
const QUARTER = 15 * MINUTE;
const DAY = 86_400_000;
const berlin = (spec: Partial<ScheduleSpec>): ScheduleSpec => ({ tz: "Europe/Berlin", rules: [{ days: WEEKDAYS, at: "09:00" }], ...spec });
const keys = (spec: ScheduleSpec, after: Instant, n: number) => preview(spec, after, n).map(({ periodKey, dueAt }) => [periodKey, toLocal(zones.zone(spec.tz), dueAt)] as const).map(([key, { date, time }]) => (key === `${date}T${time}` ? key : `${key} at ${date}T${time}`));

describe("a zone and rules are a schedule", () => {
  test("whose next is strictly later, with zones from Intl", () => {
    const due = { dueAt: "2026-11-24T08:00:00.000Z", localDate: "2026-11-24", periodKey: "2026-11-24T09:00", tzVersion: zones.version };
    expect(nextDue(berlin({}), "2026-11-24T07:59:59.999Z")).toEqual(due);
    expect(nextDue(berlin({}), "2026-11-24T08:00Z")).toEqual({ ...due, dueAt: "2026-11-25T08:00:00.000Z", localDate: "2026-11-25", periodKey: "2026-11-25T09:00" });
  });

  test("that goes over the weekend, by several rules in order", () => {
    const spec = berlin({ rules: [{ days: [5], at: "16:00" }, { days: [1, 5], at: "09:00" }] });
    expect(keys(spec, "2026-11-26T00:00Z", 4)).toEqual(["2026-11-27T09:00", "2026-11-27T16:00", "2026-11-30T09:00", "2026-12-04T09:00"]);
  });

  test("whose gaps shift and whose folds take the first", () => {
    expect(nextDue(berlin({ rules: [{ days: DAILY, at: "02:30" }] }), "2026-03-28T12:00Z")?.dueAt).toBe("2026-03-29T01:30:00.000Z");
    expect(nextDue(berlin({ rules: [{ days: DAILY, at: "02:30" }] }), "2026-10-24T12:00Z")?.dueAt).toBe("2026-10-25T00:30:00.000Z");
  });

  test("that keeps its key when the zone moves", () => {
    const before = nextDue(berlin({}), "2026-11-24T00:00Z")!;
    const after = nextDue({ ...berlin({}), tz: "America/New_York" }, before.dueAt)!;
    expect([after.periodKey, after.dueAt]).toEqual([before.periodKey, "2026-11-24T14:00:00.000Z"]);
  });
});

describe("quiet hours", () => {
  const nights = [{ days: DAILY, from: "22:00", to: "07:00" }];
  const spec = berlin({ rules: [{ days: [5], at: "22:30" }], quiet: nights });

  test("make it wait until they are over, for the day it was for", () => {
    expect(keys(spec, "2026-11-27T12:00Z", 2)).toEqual(["2026-11-27T22:30 at 2026-11-28T07:00", "2026-12-04T22:30 at 2026-12-05T07:00"]);
    expect(nextDue(spec, "2026-11-28T03:00Z")?.periodKey).toBe("2026-11-27T22:30");
  });

  test("make one of several that wait for the same moment, named by the first", () => {
    const rules = [{ days: DAILY, at: "23:30" }, { days: DAILY, at: "06:00" }, { days: DAILY, at: "22:30" }, { days: DAILY, at: "07:00" }];
    expect(keys(berlin({ rules, quiet: nights }), "2026-11-27T12:00Z", 2)).toEqual(["2026-11-27T22:30 at 2026-11-28T07:00", "2026-11-28T22:30 at 2026-11-29T07:00"]);
    expect(nextDue(berlin({ rules, quiet: nights }), "2026-11-28T05:30Z")?.periodKey).toBe("2026-11-27T22:30");
  });

  test("that are the whole of a weekend are waited out", () => {
    const weekend = [{ days: [6, 7] as const, from: "00:00", to: "00:00" }];
    expect(keys(berlin({ rules: [{ days: [6], at: "09:00" }], quiet: [...nights, ...weekend] }), "2026-11-27T12:00Z", 2)).toEqual([
      "2026-11-28T09:00 at 2026-11-30T07:00", "2026-12-05T09:00 at 2026-12-07T07:00",
    ]);
  });

  test("defer a moment to the first open one, and leave an open one as it is", () => {
    expect(defer(spec, "2026-11-27T20:59:59Z")).toBe("2026-11-27T20:59:59.000Z");
    expect(defer(spec, "2026-11-27T21:00Z")).toBe("2026-11-28T06:00:00.000Z");
    expect(defer(spec, "2026-11-28T06:00Z")).toBe("2026-11-28T06:00:00.000Z");
    expect(defer({ ...spec, off: [{ from: "2026-11-28", to: "2026-11-29" }], holidays: ["2026-11-30"] }, "2026-11-27T21:00Z")).toBe("2026-12-01T06:00:00.000Z");
  });

  test("that end in a gap end with it, and in a fold at the end's first showing after them", () => {
    const until = (to: string) => berlin({ quiet: [{ days: DAILY, from: "22:00", to }] });
    expect(defer(until("02:30"), "2026-03-29T00:00Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(defer(until("02:30"), "2026-10-24T23:00Z")).toBe("2026-10-25T00:30:00.000Z");
    // The second 02:10: the clocks show a quiet time again.
    expect(defer(until("02:30"), "2026-10-25T01:10Z")).toBe("2026-10-25T01:30:00.000Z");
    // Havana goes back from 01:00 to 00:00, to before they began.
    const almostAll = { tz: "America/Havana", rules: [{ days: DAILY, at: "09:00" }], quiet: [{ days: DAILY, from: "00:15", to: "00:00" }] };
    expect(defer(almostAll, "2024-11-03T04:30Z")).toBe("2024-11-03T05:00:00.000Z");
  });
});

describe("days off and holidays", () => {
  test("have nothing of their own", () => {
    const spec = berlin({ off: [{ from: "2026-12-21", to: "2027-01-03" }, { from: "2026-12-30", to: "2027-01-05" }], holidays: ["2027-01-06", "2026-12-18"] });
    expect(keys(spec, "2026-12-16T12:00Z", 3)).toEqual(["2026-12-17T09:00", "2027-01-07T09:00", "2027-01-08T09:00"]);
  });

  test("make wait what was for the evening before, however long they are", () => {
    const spec = berlin({ rules: [{ days: [5], at: "22:30" }], quiet: [{ days: DAILY, from: "22:00", to: "07:00" }], off: [{ from: "2026-11-28", to: "2027-02-15" }] });
    const [first, second] = preview(spec, "2026-11-27T12:00Z", 2);
    expect([first!.periodKey, first!.dueAt, second!.periodKey]).toEqual(["2026-11-27T22:30", "2027-02-16T06:00:00.000Z", "2027-02-19T22:30"]);
    expect(nextDue(spec, "2027-01-10T12:00Z")).toEqual(first);
  });

  test("until the end of the calendar leave nothing", () => {
    const spec = berlin({ off: [{ from: "2026-11-25", to: "9999-12-31" }] });
    expect(keys(spec, "2026-11-23T12:00Z", 5)).toEqual(["2026-11-24T09:00"]);
    expect(nextDue(spec, "2026-11-24T08:00Z")).toBeNull();
    expect(defer(spec, "2026-12-01T00:00Z")).toBeNull();
  });
});

test("no more than so many a day, those moved into the day counted", () => {
  const rules = [{ days: DAILY, at: "09:00" }, { days: DAILY, at: "12:00" }, { days: DAILY, at: "22:30" }];
  const quiet = [{ days: DAILY, from: "22:00", to: "07:00" }];
  expect(keys(berlin({ rules, maxPerDay: 2 }), "2026-11-23T23:00Z", 4)).toEqual(["2026-11-24T09:00", "2026-11-24T12:00", "2026-11-25T09:00", "2026-11-25T12:00"]);
  const moved = ["2026-11-23T22:30 at 2026-11-24T07:00", "2026-11-24T09:00", "2026-11-24T22:30 at 2026-11-25T07:00", "2026-11-25T09:00"];
  expect(keys(berlin({ rules, quiet, maxPerDay: 2 }), "2026-11-23T23:00Z", 4)).toEqual(moved);
  // At noon the day has had its two.
  expect(keys(berlin({ rules, quiet, maxPerDay: 2 }), "2026-11-24T10:00Z", 1)).toEqual(moved.slice(2, 3));
});

describe("a schedule that can't be followed is refused, and told where", () => {
  const rule = { days: DAILY, at: "09:00" };
  test.each([
    ["rules", { rules: [] }],
    ["rules", { rules: rule }],
    ["rules[0].days", { rules: [{ days: [], at: "09:00" }] }],
    ["rules[1].days", { rules: [rule, { days: [0], at: "09:00" }] }],
    ["rules[0].at", { rules: [{ days: DAILY, at: "24:00" }] }],
    ["quiet[0].days", { quiet: [{ days: [8], from: "22:00", to: "07:00" }] }],
    ["quiet[0].to", { quiet: [{ days: [1], from: "22:00", to: "7:00" }] }],
    ["quiet", { quiet: [{ days: DAILY, from: "22:00", to: "09:00" }, { days: DAILY, from: "09:00", to: "22:00" }] }],
    ["off[0].to", { off: [{ from: "2026-02-28", to: "2026-02-30" }] }],
    ["off[0]", { off: [{ from: "2026-03-02", to: "2026-03-01" }] }],
    ["holidays[1]", { holidays: ["2026-12-25", "25.12."] }],
    ["gap", { gap: "compatible" }],
    ["fold", { fold: "second" }],
    ["catchUp", { catchUp: "all" }],
    ["maxPerDay", { maxPerDay: 0 }],
  ])("%s", (path, part) => {
    const spec = berlin(part as Partial<ScheduleSpec>);
    const refused = expect.objectContaining({ code: "digest/invalid_schedule", status: 422, details: { issues: [expect.objectContaining({ path })] } });
    expect(() => nextDue(spec, "2026-11-24T00:00Z")).toThrow(refused);
    expect(() => defer(spec, "2026-11-24T00:00Z")).toThrow(refused);
  });

  test("for its zone and for the moment by the time module", () => {
    expect(() => nextDue(berlin({ tz: "Mars/Olympus" }), "2026-11-24T00:00Z")).toThrow(expect.objectContaining({ code: "time/unknown_zone" }));
    expect(() => nextDue(berlin({}), "2026-11-24")).toThrow(expect.objectContaining({ code: "time/invalid" }));
  });
});

test("any schedule is what trying every quarter of an hour finds, and nothing is inside quiet hours, days off or holidays", { timeout: 240_000 }, () => {
  const times = fc.integer({ min: 0, max: 95 }).map((each) => `${String(each >> 2).padStart(2, "0")}:${String((each & 3) * 15).padStart(2, "0")}`);
  const days = fc.uniqueArray(fc.constantFrom(...DAILY), { minLength: 1 });
  const moments = fc.constantFrom(
    ["Europe/Berlin", "2026-03-29T01:00Z"], ["Europe/Berlin", "2026-10-25T01:00Z"], ["Africa/Cairo", "2024-04-25T22:00Z"], ["Africa/Cairo", "2024-10-31T21:00Z"],
    ["Australia/Lord_Howe", "2024-04-06T15:00Z"], ["Antarctica/Troll", "2024-10-27T01:00Z"], ["America/Havana", "2024-11-03T05:00Z"], ["America/Scoresbysund", "2027-03-28T01:00Z"], ["Asia/Kathmandu", "2026-11-24T00:00Z"],
  );
  const schedules = fc.record({
    moment: moments,
    by: fc.integer({ min: -3 * 1440, max: 2 * 1440 }),
    rules: fc.array(fc.record({ days, at: times }), { minLength: 1, maxLength: 3 }),
    quiet: fc.array(fc.record({ days, from: times, to: times }), { maxLength: 3 }),
    off: fc.array(fc.record({ from: fc.integer({ min: -6, max: 4 }), length: fc.nat(4) }), { maxLength: 2 }),
    holidays: fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 2 }),
    gap: fc.constantFrom("shift" as const, "first-valid" as const, "skip" as const),
    fold: fc.constantFrom("first" as const, "last" as const),
    maxPerDay: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(schedules, ({ moment: [tz, change], by, rules, quiet, maxPerDay, ...made }) => {
      const zone = zones.zone(tz!);
      const middle = toLocal(zone, change!).date;
      const off = made.off.map(({ from, length }) => ({ from: addDays(middle, from), to: addDays(middle, from + length) }));
      const holidays = made.holidays.map((each) => addDays(middle, each));
      const spec: ScheduleSpec = { tz: tz!, rules, quiet, off, holidays, gap: made.gap, fold: made.fold, ...(maxPerDay && { maxPerDay }) };
      const covered = (weekday: number, minute: string) =>
        quiet.some((each) => (each.from < each.to ? each.days.includes(weekday as IsoWeekday) && minute >= each.from && minute < each.to : (each.days.includes(weekday as IsoWeekday) && minute >= each.from) || (each.days.includes((weekday === 1 ? 7 : weekday - 1) as IsoWeekday) && minute < each.to)));
      const quarters = Array.from({ length: 96 }, (_, i) => `${String(i >> 2).padStart(2, "0")}:${String((i & 3) * 15).padStart(2, "0")}`);
      fc.pre(DAILY.some((weekday) => quarters.some((minute) => !covered(weekday, minute))));
      const isOff = (date: LocalDate) => holidays.includes(date) || off.some(({ from, to }) => from <= date && date <= to);
      const isOpen = (ms: number) => {
        const { date, time } = toLocal(zone, instantFromMs(ms));
        return !isOff(date) && !covered(isoWeekday(date), time);
      };
      const after = instantToMs(change!) + by * MINUTE;
      const until = after + 4 * DAY;
      const firstOpen = (ms: number) => {
        while (ms <= until && !isOpen(ms)) ms = (Math.floor(ms / QUARTER) + 1) * QUARTER;
        return ms;
      };
      const dues = new Map<number, string>();
      for (let date = addDays(middle, -18); date <= addDays(middle, 10); date = addDays(date, 1)) {
        if (isOff(date)) continue;
        for (const { at } of rules.filter((rule) => rule.days.includes(isoWeekday(date))).sort((a, b) => (a.at < b.at ? -1 : 1))) {
          const instant = toInstant(zone, { date, time: at }, { gap: made.gap, fold: made.fold });
          const due = instant === null ? Infinity : firstOpen(instantToMs(instant));
          if (due <= until && !dues.has(due)) dues.set(due, `${date}T${at}`);
        }
      }
      const perDay = new Map<LocalDate, number>();
      const expected = [];
      for (const [due, periodKey] of [...dues].sort(([a], [b]) => a - b)) {
        const { date } = toLocal(zone, instantFromMs(due));
        perDay.set(date, (perDay.get(date) ?? 0) + 1);
        if (perDay.get(date)! <= (maxPerDay ?? Infinity) && due > after) expected.push({ dueAt: instantFromMs(due), periodKey });
      }
      const walked = [];
      for (let next = nextDue(spec, instantFromMs(after), zones); next && instantToMs(next.dueAt) <= until; next = nextDue(spec, next.dueAt, zones)) walked.push(next);
      expect(walked.map(({ dueAt, periodKey }) => ({ dueAt, periodKey }))).toEqual(expected);
      expect(preview(spec, instantFromMs(after), walked.length, zones)).toEqual(walked);
      for (const { dueAt } of walked) expect(defer(spec, dueAt, zones)).toBe(dueAt);
      const open = defer(spec, instantFromMs(after), zones);
      if (open && instantToMs(open) <= until) expect(instantToMs(open)).toBe(firstOpen(after));
    }),
    { numRuns: 400 },
  );
});
