import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, civilFromDays, compareDates, dateFromDays, daysBetween, daysFromCivil, daysFromDate, daysInMonth, isLocalDate, isLocalTime, isoWeekday, timeFromMs, timeToMs } from "./time.dates.ts";
import { instantFromMs, instantToMs } from "./time.instants.ts";

/**
 * The oracle. The year is counted from March, so that the leap day comes last, and in eras of 400 years, after which the calendar
 * repeats: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", https://howardhinnant.github.io/date_algorithms.html
 */
function daysByArithmetic(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

describe("a local date", () => {
  const day = fc.integer({ min: -719_528, max: 2_932_896 });

  test("agrees with the arithmetic of the Gregorian calendar on every day from 0000 to 9999", () => {
    fc.assert(
      fc.property(day, (days) => {
        const [year, month, date] = civilFromDays(days);
        expect(daysByArithmetic(year, month, date)).toBe(days);
        expect(daysFromCivil(year, month, date)).toBe(days);
        expect(date).toBeLessThanOrEqual(daysInMonth(year, month));
        expect(daysFromDate(dateFromDays(days))).toBe(days);
        expect(dateFromDays(days)).toBe(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
        expect(isoWeekday(dateFromDays(days)) % 7).toBe((((days + 4) % 7) + 7) % 7);
      }),
    );
    expect([daysInMonth(1900, 2), daysInMonth(2000, 2), daysInMonth(2026, 2), daysInMonth(50, 12)]).toEqual([28, 29, 28, 31]);
  });

  test.each([
    ["2026-02-28", 1, "2026-03-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2100-02-28", 1, "2100-03-01"],
    ["2000-03-01", -1, "2000-02-29"],
    ["1969-12-31", 1, "1970-01-01"],
    ["2026-11-23", 0, "2026-11-23"],
  ])("%s and %i days is %s", (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  test("sorts by compareDates", () => {
    const dates = ["2026-11-23", "2025-12-31", "2026-02-01"];
    dates.sort(compareDates);
    expect(dates).toEqual(["2025-12-31", "2026-02-01", "2026-11-23"]);
    expect(compareDates("2026-11-23", "2026-11-23")).toBe(0);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "26-04-01", "2026-04-01T00:00", " 2026-04-01", "-000001-01", "+010000-01", "1 Apr 2026", "", null, 20260401])(
    "is not %j",
    (value) => expect(isLocalDate(value)).toBe(false),
  );

  test("is refused when it does not exist or leaves the calendar", () => {
    const invalid = expect.objectContaining({ code: "time/invalid" });
    expect(() => addDays("2026-02-30", 1)).toThrow(invalid);
    expect(() => addDays("9999-12-31", 1)).toThrow(invalid);
    expect(() => addDays("0000-01-01", -1)).toThrow(invalid);
  });
});

describe("a local time", () => {
  test("turns into milliseconds and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399_999 }), (ms) => {
        expect(timeToMs(timeFromMs(ms))).toBe(ms - (ms % 60_000));
      }),
    );
    expect(timeFromMs(86_399_999)).toBe("23:59");
  });

  test.each(["24:00", "9:00", "09:60", "09:00:00", "", undefined])("is not %j", (value) => expect(isLocalTime(value)).toBe(false));
});

describe("an instant", () => {
  test.each([
    ["2026-11-23T09:00:00.000Z", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T09:00Z", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T09:00:00.5+05:45", "2026-11-23T03:15:00.500Z"],
  ])("%s is read as %s", (text, expected) => expect(instantFromMs(instantToMs(text))).toBe(expected));

  test.each(["2026-11-23T09:00:00", "2026-11-23", "2026-02-30T09:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23 09:00Z", "Mon Nov 23 2026", ""])(
    "is refused as %j",
    (text) => expect(() => instantToMs(text)).toThrow(expect.objectContaining({ code: "time/invalid" })),
  );
});
