import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, instantToMs, intlZones } from "../time/index.ts";
import { type Calendar, workingTime } from "./members.calendar.rules.ts";
import { reachOf } from "./members.reach.rules.ts";

const zones = intlZones();
const member = (id: string, more: Partial<Calendar> = {}) => ({ id, timeZone: "UTC", workingHours: null, offDays: [], away: null, ...more });
const away = (from: string, to: string | null): Calendar["away"] => ({ kind: "vacation", from, to, handOffTo: null });

test("a message reaches those within their hours; the others are back on a day of their own, the first of them first", () => {
  const reach = reachOf(
    [
      member("ada"),
      member("away", { away: away("2026-03-01", "2026-03-15") }),
      member("nobody-knows", { away: away("2026-03-01", null) }),
      member("tokyo", { timeZone: "Asia/Tokyo" }),
      member("off", { offDays: ["2026-03-04"] }),
    ],
    "2026-03-04T10:00:00.000Z",
    zones,
  );
  expect(reach).toMatchObject({ total: 5, availableNow: 1, earliestBack: { on: "2026-03-05", at: "2026-03-05T00:00:00.000Z" } });
  expect(reach.off.map(({ member: { id }, backOn }) => [id, backOn])).toEqual([["tokyo", "2026-03-05"], ["off", "2026-03-05"], ["away", "2026-03-16"], ["nobody-knows", null]]);
});

test("an empty audience reaches nobody", () => {
  expect(reachOf([], "2026-03-04T10:00:00.000Z", zones)).toEqual({ total: 0, availableNow: 0, off: [], earliestBack: null });
});

test.each([
  ["in the evening, until the next morning", {}, "2026-03-04T18:00:00.000Z", null, "2026-03-05"],
  ["before hours, until the same day", {}, "2026-03-04T08:00:00.000Z", null, "2026-03-04"],
  ["on Friday evening, until Monday", {}, "2026-03-06T18:00:00.000Z", null, "2026-03-09"],
  ["after midnight in a night shift that began the day before", { workingHours: { days: [3], from: "22:00", to: "06:00" } }, "2026-03-05T02:00:00.000Z", "2026-03-04", null],
])("somebody works or is off: %s", (_, more, now, current, next) => {
  const time = workingTime(member("ada", more), now, zones.zone("UTC"));
  expect([time.current?.day ?? null, time.next?.day ?? null]).toEqual([current, next]);
});

test("whoever is off is back later, on one of their days, and everybody is counted once", () => {
  const day = fc.integer({ min: -3, max: 20 }).map((ahead) => addDays("2026-03-28", ahead));
  const someone = fc.record({
    id: fc.uuid(),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia"),
    workingHours: fc.option(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), from: fc.constantFrom("00:00", "09:00", "22:00"), to: fc.constantFrom("00:00", "06:00", "17:30") })),
    offDays: fc.array(day, { maxLength: 5 }),
    away: fc.option(fc.tuple(day, fc.option(fc.nat(9))).map(([from, days]) => away(from, days === null ? null : addDays(from, days)))),
  });
  const moment = fc.integer({ min: 0, max: 7 * 24 * 60 }).map((minutes) => new Date(Date.UTC(2026, 2, 26) + minutes * 60_000).toISOString());
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 8 }), moment, (members, now) => {
      const reach = reachOf(members, now, zones);
      expect(reach.availableNow + reach.off.length).toBe(members.length);
      if (reach.earliestBack) expect(instantToMs(reach.earliestBack.at)).toBeGreaterThan(instantToMs(now));
      for (const { member: one, backOn } of reach.off) if (backOn) expect(one.offDays).not.toContain(backOn);
    }),
  );
});
