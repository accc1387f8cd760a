import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantFromMs, instantToMs } from "./time.instants.ts";
import { intlZones } from "./time.intl.ts";
import { localParts, offsetAt, toInstant, toLocal } from "./time.local.ts";

const zones = intlZones();
const iso = (short: string) => instantFromMs(instantToMs(short));

describe("a reading the clocks jump over", () => {
  test.each([
    // zone, reading, shift, first-valid
    ["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30Z", "2026-03-29T01:00Z"],
    ["Africa/Cairo", "2024-04-26", "00:30", "2024-04-25T22:30Z", "2024-04-25T22:00Z"],
    ["Australia/Lord_Howe", "2024-10-06", "02:00", "2024-10-05T15:30Z", "2024-10-05T15:30Z"],
    ["Australia/Lord_Howe", "2024-10-06", "02:10", "2024-10-05T15:40Z", "2024-10-05T15:30Z"],
    ["Antarctica/Troll", "2024-03-31", "02:00", "2024-03-31T02:00Z", "2024-03-31T01:00Z"],
    ["America/Havana", "2024-03-10", "00:00", "2024-03-10T05:00Z", "2024-03-10T05:00Z"],
    ["Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T19:00Z", "2011-12-30T10:00Z"],
  ])("%s %s %s: shift %s, first-valid %s, skip null", (name, date, time, shift, valid) => {
    const zone = zones.zone(name);
    expect(toInstant(zone, { date, time })).toBe(iso(shift));
    expect(toInstant(zone, { date, time }, { gap: "first-valid" })).toBe(iso(valid));
    expect(toInstant(zone, { date, time }, { gap: "skip" })).toBeNull();
  });
});

describe("a reading the clocks show twice", () => {
  test.each([
    ["Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30Z", "2026-10-25T01:30Z"],
    ["Africa/Cairo", "2024-10-31", "23:30", "2024-10-31T20:30Z", "2024-10-31T21:30Z"],
    ["Australia/Lord_Howe", "2024-04-07", "01:45", "2024-04-06T14:45Z", "2024-04-06T15:15Z"],
    ["Antarctica/Troll", "2024-10-27", "02:00", "2024-10-27T00:00Z", "2024-10-27T02:00Z"],
    ["America/Havana", "2024-11-03", "00:00", "2024-11-03T04:00Z", "2024-11-03T05:00Z"],
    ["Africa/Casablanca", "2024-03-10", "02:30", "2024-03-10T01:30Z", "2024-03-10T02:30Z"],
  ])("%s %s %s: first %s, last %s", (name, date, time, first, last) => {
    const zone = zones.zone(name);
    expect(toInstant(zone, { date, time })).toBe(iso(first));
    expect(toInstant(zone, { date, time }, { fold: "last" })).toBe(iso(last));
    expect([toLocal(zone, first), toLocal(zone, last)]).toEqual([{ date, time }, { date, time }]);
  });

  test("ends where the second pass ends", () => {
    expect(toInstant(zones.zone("Africa/Cairo"), { date: "2024-11-01", time: "00:00" })).toBe(iso("2024-10-31T22:00Z"));
    expect(toInstant(zones.zone("Australia/Lord_Howe"), { date: "2024-04-07", time: "02:00" })).toBe(iso("2024-04-06T15:30Z"));
  });
});

describe("the parts of an instant", () => {
  test.each([
    ["Asia/Kathmandu", "2026-11-22T18:14:59.999Z", { date: "2026-11-22", time: "23:59", weekday: 7, offset: 20_700_000 }],
    ["Asia/Kathmandu", "2026-11-22T18:15Z", { date: "2026-11-23", time: "00:00", weekday: 1, offset: 20_700_000 }],
    ["America/St_Johns", "2024-07-01T02:29Z", { date: "2024-06-30", time: "23:59", weekday: 7, offset: -9_000_000 }],
    ["Pacific/Chatham", "2024-01-01T00:00Z", { date: "2024-01-01", time: "13:45", weekday: 1, offset: 49_500_000 }],
    ["Etc/UTC", "1969-12-31T23:59Z", { date: "1969-12-31", time: "23:59", weekday: 3, offset: 0 }],
  ])("in %s at %s", (name, instant, parts) => expect(localParts(zones.zone(name), instant)).toEqual(parts));
});

test("an instant comes back from its reading, by one of the two folds at least", () => {
  const minutes = fc.integer({ min: instantToMs("2000-01-01T00:00Z") / 60_000, max: instantToMs("2025-01-01T00:00Z") / 60_000 });
  const names = fc.constantFrom("Europe/Berlin", "America/New_York", "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe", "Antarctica/Troll", "America/Havana", "Pacific/Apia", "Asia/Gaza", "America/St_Johns");
  fc.assert(
    fc.property(names, minutes, (name, minute) => {
      const zone = zones.zone(name);
      const instant = instantFromMs(minute * 60_000);
      const local = toLocal(zone, instant);
      const first = toInstant(zone, local, { gap: "skip" });
      const last = toInstant(zone, local, { gap: "skip", fold: "last" });
      expect([first, last]).toContain(instant);
      expect(instantToMs(last!) - instantToMs(first!)).toBe(offsetAt(zone, first!) - offsetAt(zone, last!));
    }),
    { numRuns: 2000 },
  );
});
