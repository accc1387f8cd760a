import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intlZones } from "../time/index.ts";
import { backAt, workingTime } from "./members.calendar.rules.ts";

const berlin = intlZones().zone("Europe/Berlin");

describe("somebody is back", () => {
  const calendar = { timeZone: "Europe/Berlin", workingHours: null, offDays: [] as string[], away: null as { kind: "vacation"; from: string; to: string | null; handOffTo: null } | null };
  const away = (from: string, to: string | null) => ({ ...calendar, away: { kind: "vacation" as const, from, to, handOffTo: null } });
  test.each([
    ["on a day they work, at any hour of it", calendar, "2026-01-05T22:00:00Z", "here"],
    ["on Monday after a weekend", calendar, "2026-01-10T09:00:00Z", "2026-01-12T08:00:00.000Z"],
    ["on the first working day after they were away", away("2026-01-01", "2026-01-09"), "2026-01-05T09:00:00Z", "2026-01-12T08:00:00.000Z"],
    ["after days off that follow", { ...away("2026-01-01", "2026-01-09"), offDays: ["2026-01-12", "2026-01-13"] }, "2026-01-05T09:00:00Z", "2026-01-14T08:00:00.000Z"],
    ["nobody knows when, on a leave until further notice", away("2026-01-01", null), "2026-01-05T09:00:00Z", null],
    ["nobody knows when, if they work on no day", { ...calendar, workingHours: { days: [], from: "09:00", to: "17:00" } }, "2026-01-05T09:00:00Z", null],
    ["in the hours of a night shift that go on past midnight", { ...calendar, workingHours: { days: [1], from: "22:00", to: "06:00" } }, "2026-01-06T04:00:00Z", "here"],
    ["in the week after, once that night shift is over", { ...calendar, workingHours: { days: [1], from: "22:00", to: "06:00" } }, "2026-01-06T05:00:00Z", "2026-01-12T21:00:00.000Z"],
  ])("%s", (_, who, now, expected) => expect(backAt(who, now, berlin)).toBe(expected));

  test("never while they work, and else when their next working time begins", () => {
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map((ms) => new Date(ms).toISOString());
    const hours = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), from: fc.constantFrom("06:00", "09:00", "22:00"), to: fc.constantFrom("06:00", "15:00", "17:00") });
    fc.assert(fc.property(moment, hours, (now, workingHours) => {
      const who = { ...calendar, workingHours };
      const { current, next } = workingTime(who, now, berlin);
      const back = backAt(who, now, berlin);
      if (current) expect(back).toBe("here");
      else if (back !== "here") expect(back).toBe(next?.from ?? null);
    }));
  });
});
