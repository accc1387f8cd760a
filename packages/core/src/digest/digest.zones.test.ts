import { describe, expect, test } from "vitest";
import { addDays, dateFromDays, type FoldPolicy, type GapPolicy, instantFromMs, instantToMs, intlZones, type IsoWeekday, type LocalTime, timeToMs, toInstant, toLocal, zoneSource } from "../time/index.ts";
import { nextDue } from "./digest.due.ts";
import { changesOf, minuteByMinute, minuteOfDay } from "./digest.oracle.fixture.ts";
import type { ScheduleSpec } from "./digest.schedule.ts";

const zones = intlZones();
const DAILY: IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];
const TIMES: LocalTime[] = ["00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "09:00", "23:30"];
const DAY = 86_400_000;
const WANTED = new Uint8Array(1440);
for (const at of TIMES) WANTED[timeToMs(at) / 60_000] = 1;

/** What is due from three days before a change to four after it, for each of the eight times, by the schedule and by counting minutes. */
function acrossChanges(name: string, policy: { gap?: GapPolicy; fold?: FoldPolicy } = {}) {
  const cases = [];
  for (const change of changesOf(zones.zone(name))) {
    const [from, until] = [change.at - 3 * DAY, change.at + 4 * DAY];
    const shown = [...minuteByMinute(change, from - DAY, until + DAY, WANTED, policy.gap, policy.fold)];
    for (const at of TIMES) {
      const spec: ScheduleSpec = { tz: name, rules: [{ days: DAILY, at }], ...policy };
      const found = [];
      for (let next = nextDue(spec, instantFromMs(from), zones)!; instantToMs(next.dueAt) <= until; next = nextDue(spec, next.dueAt, zones)!) {
        found.push(`${next.periodKey} ${next.dueAt}`);
      }
      const counted = shown
        .filter(([wall, ms]) => minuteOfDay(wall) === timeToMs(at) / 60_000 && ms > from && ms <= until)
        .sort(([a], [b]) => a - b)
        .map(([wall, ms]) => `${dateFromDays(Math.floor(wall / 1440))}T${at} ${instantFromMs(ms)}`);
      cases.push({ change: instantFromMs(change.at), at, found, counted });
    }
  }
  return cases;
}

describe("daily, across every change of the clocks from 2024 to 2027", () => {
  const names = Intl.supportedValuesOf("timeZone");

  test(`each of ${names.length} zones has all of eight times once a day, at the minute the clocks show`, { timeout: 240_000 }, () => {
    let cases = 0;
    const wrong = [];
    for (const name of names) {
      for (const { change, at, found, counted } of acrossChanges(name)) {
        cases++;
        if (found.length < 6 || found.join() !== counted.join()) wrong.push({ name, change, at, found, counted });
      }
    }
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(5000);
  });

  describe.each(["Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo", "America/Havana", "America/Scoresbysund", "Africa/Casablanca", "Europe/Berlin"])("%s", (name) => {
    test.each([
      ["shift", "last"], ["first-valid", "first"], ["first-valid", "last"], ["skip", "first"], ["skip", "last"],
    ] as const)("by the policies %s and %s", (gap, fold) => {
      const cases = acrossChanges(name, { gap, fold });
      expect(cases.length).toBeGreaterThanOrEqual(7 * 8);
      for (const { change, at, found, counted } of cases) expect(found, `${change} ${at}`).toEqual(counted);
    });
  });
});

describe("the clocks jump", () => {
  const daily = (tz: string, at: LocalTime): ScheduleSpec => ({ tz, rules: [{ days: DAILY, at }] });
  test.each([
    ["by half an hour in Lord_Howe", "Australia/Lord_Howe", "02:10", "2024-10-05T00:00Z", "2024-10-06T02:10", "2024-10-05T15:40:00.000Z"],
    ["back by half an hour in Lord_Howe", "Australia/Lord_Howe", "01:45", "2024-04-06T00:00Z", "2024-04-07T01:45", "2024-04-06T14:45:00.000Z"],
    ["by two hours in Troll", "Antarctica/Troll", "02:00", "2024-03-30T12:00Z", "2024-03-31T02:00", "2024-03-31T02:00:00.000Z"],
    ["back by two hours in Troll", "Antarctica/Troll", "02:00", "2024-10-26T12:00Z", "2024-10-27T02:00", "2024-10-27T00:00:00.000Z"],
    ["at midnight in Cairo", "Africa/Cairo", "00:30", "2024-04-25T12:00Z", "2024-04-26T00:30", "2024-04-25T22:30:00.000Z"],
    ["back at midnight in Cairo", "Africa/Cairo", "23:30", "2024-10-31T12:00Z", "2024-10-31T23:30", "2024-10-31T20:30:00.000Z"],
    ["at midnight in Havana", "America/Havana", "00:00", "2024-03-09T12:00Z", "2024-03-10T00:00", "2024-03-10T05:00:00.000Z"],
    ["back at midnight in Havana", "America/Havana", "00:00", "2024-11-02T12:00Z", "2024-11-03T00:00", "2024-11-03T04:00:00.000Z"],
  ])("%s: %s at %s", (_, tz, at, after, periodKey, dueAt) => {
    const due = nextDue(daily(tz, at), after, zones)!;
    expect(due).toEqual({ dueAt, localDate: periodKey.slice(0, 10), periodKey, tzVersion: zones.version });
    expect(nextDue(daily(tz, at), due.dueAt, zones)!.localDate).toBe(addDays(due.localDate, 1));
  });
});

describe("a gap across midnight, as Scoresbysund has in 2027", () => {
  const HOUR = 3_600_000;
  const changes = [[instantToMs("2026-10-25T01:00Z"), -2 * HOUR], [instantToMs("2027-03-28T01:00Z"), -HOUR]] as const;
  const source = zoneSource(
    () => (from, until) => ({ first: changes.filter(([at]) => at <= from).at(-1)?.[1] ?? -HOUR, changes: changes.filter(([at]) => at > from && at <= until) }),
    () => "hand-made",
  );
  const saturdays: ScheduleSpec = { tz: "America/Scoresbysund", rules: [{ days: [6], at: "23:30" }] };

  test("moves Saturday's into Sunday, where it is still found", () => {
    const due = { dueAt: "2027-03-28T01:30:00.000Z", localDate: "2027-03-27", periodKey: "2027-03-27T23:30", tzVersion: "hand-made" };
    expect(nextDue(saturdays, "2027-03-27T12:00Z", source)).toEqual(due);
    expect(toLocal(source.zone(saturdays.tz), "2027-03-28T01:10Z").date).toBe("2027-03-28");
    expect(nextDue(saturdays, "2027-03-28T01:10Z", source)).toEqual(due);
    expect(nextDue(saturdays, due.dueAt, source)!.localDate).toBe("2027-04-03");
  });

  test("lets it wait until Monday when Sunday is off", () => {
    const due = nextDue({ ...saturdays, holidays: ["2027-03-28"] }, "2027-03-27T12:00Z", source)!;
    expect(due.dueAt).toBe(toInstant(source.zone(saturdays.tz), { date: "2027-03-29", time: "00:00" }));
    expect(due.localDate).toBe("2027-03-27");
  });
});
