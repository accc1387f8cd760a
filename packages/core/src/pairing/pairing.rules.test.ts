import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, intlZones, isoWeekday, toLocal } from "../time/index.ts";
import { isOut, nextRoundAt, stepsOf } from "./pairing.rules.ts";
import type { ProgramCadence } from "./pairing.schema.ts";

const zones = intlZones();
const cadence: ProgramCadence = { everyWeeks: 2, weekday: 1, time: "10:00", timeZone: "Europe/Berlin", startsOn: "2026-01-05" };

describe("nextRoundAt", () => {
  it.each([
    ["before the first", "2025-06-01T00:00:00.000Z", "2026-01-05T09:00:00.000Z"],
    ["at the first, which is begun", "2026-01-05T09:00:00.000Z", "2026-01-19T09:00:00.000Z"],
    ["in the other week", "2026-01-12T12:00:00.000Z", "2026-01-19T09:00:00.000Z"],
    ["across the clock change", "2026-03-17T00:00:00.000Z", "2026-03-30T08:00:00.000Z"],
    ["years later", "2031-05-01T00:00:00.000Z", "2031-05-05T08:00:00.000Z"],
  ])("gives the round after an instant %s", (_, after, at) => {
    expect(nextRoundAt(cadence, after, zones.zone("Europe/Berlin"))).toBe(at);
  });

  it("begins on the first such weekday on or after the day it starts on", () => {
    expect(nextRoundAt({ ...cadence, startsOn: "2026-01-06", weekday: 5 }, "2026-01-01T00:00:00.000Z", zones.zone("Europe/Berlin"))).toBe("2026-01-09T09:00:00.000Z");
  });

  it("steps from each round to the next without a gap, always on its weekday and in its week, whatever the zone", () => {
    const any = fc.record({
      everyWeeks: fc.integer({ min: 1, max: 26 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      time: fc.constantFrom("00:00", "02:30", "10:00", "23:45"),
      timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"),
      startsOn: fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2024-01-01", days)),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 4000 }), (one, days) => {
        const zone = zones.zone(one.timeZone);
        const first = nextRoundAt(one, `${addDays("2024-01-01", days)}T12:34:00.000Z`, zone);
        const next = nextRoundAt(one, first, zone);
        expect(Date.parse(next)).toBeGreaterThan(Date.parse(first));
        const [a, b] = [first, next].map((at) => toLocal(zone, at).date) as [string, string];
        expect([isoWeekday(a), isoWeekday(b)]).toEqual([one.weekday, one.weekday]);
        expect(daysBetween(a, b)).toBe(7 * one.everyWeeks);
        const start = addDays(one.startsOn, (one.weekday - isoWeekday(one.startsOn) + 7) % 7);
        expect(daysBetween(start, a) % (7 * one.everyWeeks)).toBe(0);
        expect(daysBetween(start, a)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});

it("reminds at half of a round and asks at three quarters", () => {
  expect(stepsOf("2026-01-05T10:00:00.000Z", "2026-01-19T10:00:00.000Z")).toEqual({ remindAt: "2026-01-12T10:00:00.000Z", askAt: "2026-01-15T22:00:00.000Z" });
});

it.each([
  [[null, null], null],
  [[{ kind: "next" as const }], "snoozed"],
  [[{ kind: "until" as const, date: "2026-01-06" }], "snoozed"],
  [[{ kind: "until" as const, date: "2026-01-05" }], null],
  [[{ kind: "next" as const }, { kind: "always" as const }], "paused"],
])("with the pauses %j somebody is out of the round on 5 January: %s", (pauses, out) => {
  expect(isOut(pauses, "2026-01-05")).toBe(out);
});
