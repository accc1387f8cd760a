import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromMs, intlZones, timeFromMs, zoneTable } from "../time/index.ts";
import { nextDue } from "./digest.due.ts";
import { nextDueMany } from "./digest.many.ts";
import { changesOf } from "./digest.oracle.fixture.ts";

const source = intlZones();
const names = ["Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo", "America/Havana", "America/Scoresbysund", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia"];
const zones = names.map((name) => source.zone(name));
const changes = zones.map((zone) => changesOf(zone).map(({ at }) => at));
const DAY = 86_400_000;

/** Half of the moments are near a change. */
const row = fc.nat(names.length - 1).chain((zone) => {
  const anywhere = fc.integer({ min: Date.UTC(1999, 0), max: Date.UTC(2040, 0) });
  const near = changes[zone]!.length ? fc.tuple(fc.constantFrom(...changes[zone]!), fc.integer({ min: -2 * DAY, max: 2 * DAY })).map(([at, by]) => at + by) : anywhere;
  return fc.record({ zone: fc.constant(zone), days: fc.integer({ min: 1, max: 127 }), minute: fc.oneof(fc.nat(1439), fc.nat(11).map((each) => each * 15), fc.constantFrom(1380, 1410, 1439)), after: fc.oneof(anywhere, near) });
});

function columnsOf(rows: ReadonlyArray<{ zone: number; days: number; minute: number; after: number }>) {
  return {
    zone: Uint16Array.from(rows, ({ zone }) => zone),
    days: Uint8Array.from(rows, ({ days }) => days),
    seconds: Int32Array.from(rows, ({ minute }) => minute * 60),
    after: Float64Array.from(rows, ({ after }) => after),
  };
}

test("many at once are what each is alone, near changes and at the edges of tables", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 50 }), (rows) => {
      const due = nextDueMany(zones, columnsOf(rows));
      const alone = rows.map(({ zone, days, minute, after }) => {
        const weekdays = ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => days & (1 << (day - 1)));
        return nextDue({ tz: names[zone]!, rules: [{ days: weekdays, at: timeFromMs(minute * 60_000) }] }, instantFromMs(after), source)!.dueAt;
      });
      expect([...due].map(instantFromMs)).toEqual(alone);
    }),
    { numRuns: 300 },
  );
});

test("what a gap moved across midnight is found when it is the next day already", () => {
  // Scoresbysund in 2027: Saturday 23:00 is followed by Sunday 00:00.
  const table = zoneTable({ first: -7_200_000, changes: [[Date.UTC(2027, 2, 28, 1), -3_600_000]] });
  const after = Date.UTC(2027, 2, 28, 1, 10);
  const [due] = nextDueMany([{ name: "America/Scoresbysund", table: () => table }], columnsOf([{ zone: 0, days: 32, minute: 1410, after }]));
  expect(instantFromMs(due!)).toBe("2027-03-28T01:30:00.000Z");
});

test("a week before and after the edge of a zone's table is read like any other", () => {
  const edge = 5 * 4096 * DAY;
  for (let hours = -240; hours <= 240; hours += 5) {
    const after = edge + hours * 3_600_000;
    const [due] = nextDueMany(zones, columnsOf([{ zone: 0, days: 1, minute: 150, after }]));
    expect(instantFromMs(due!)).toBe(nextDue({ tz: names[0]!, rules: [{ days: [1], at: "02:30" }] }, instantFromMs(after), source)!.dueAt);
  }
});

test("no days are never due, and the column handed in is the one filled", () => {
  const due = new Float64Array(2);
  expect(nextDueMany(zones, columnsOf([{ zone: 0, days: 0, minute: 0, after: 0 }, { zone: 7, days: 127, minute: 0, after: 0 }]), due)).toBe(due);
  expect([...due]).toEqual([NaN, 66_600_000]);
  expect([...nextDueMany(zones, columnsOf([NaN, Infinity, -Infinity].map((after) => ({ zone: 0, days: 127, minute: 0, after }))))]).toEqual([NaN, NaN, NaN]);
});
