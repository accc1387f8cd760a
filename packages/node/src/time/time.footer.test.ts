import { instantFromMs, instantToMs } from "@meanwhile/core/time";
import { describe, expect, test } from "vitest";
import { parseFooter } from "./time.footer.ts";

/** The changes of one year as "instant offset-in-minutes". */
function changes(footer: string, year: number): string[] {
  return parseFooter(footer)(instantToMs(`${year}-01-01T00:00Z`) - 1, instantToMs(`${year + 1}-01-01T00:00Z`) - 1).map(
    ([at, offset]) => `${instantFromMs(at).slice(0, 16)} ${offset / 60_000}`,
  );
}

describe("a footer's rule", () => {
  test.each([
    ["a last Sunday, and 02:00 unless told", "CET-1CEST,M3.5.0,M10.5.0/3", 2026, ["2026-03-29T01:00 120", "2026-10-25T01:00 60"]],
    ["an nth Sunday", "EST5EDT,M3.2.0,M11.1.0", 2026, ["2026-03-08T07:00 -240", "2026-11-01T06:00 -300"]],
    ["quoted names and a half hour", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2024, ["2024-04-06T15:00 630", "2024-10-05T15:30 660"]],
    ["a jump of two hours", "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", 2024, ["2024-03-31T01:00 120", "2024-10-27T01:00 0"]],
    ["a negative hour", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2027, ["2027-03-28T01:00 -60", "2027-10-31T01:00 -120"]],
    ["hour 24", "EET-2EEST,M4.5.5/0,M10.5.4/24", 2024, ["2024-04-25T22:00 180", "2024-10-31T21:00 120"]],
    ["hour 26", "IST-2IDT,M3.4.4/26,M10.5.0", 2024, ["2024-03-29T00:00 180", "2024-10-26T23:00 120"]],
    ["minutes in the hour", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 2024, ["2024-04-06T14:00 765", "2024-09-28T14:00 825"]],
    ["negative daylight time", "IST-1GMT0,M10.5.0,M3.5.0/1", 2026, ["2026-03-29T01:00 60", "2026-10-25T01:00 0"]],
    ["a Julian day in a leap year", "AAA0BBB,J60/0,J365/0", 2024, ["2024-03-01T00:00 60", "2024-12-30T23:00 0"]],
    ["a Julian day in another year", "AAA0BBB,J60/0,J365/0", 2025, ["2025-03-01T00:00 60", "2025-12-30T23:00 0"]],
    ["a day counted from 0 in a leap year", "AAA0BBB,59/0,365/0", 2024, ["2024-02-29T00:00 60", "2024-12-30T23:00 0"]],
    ["no daylight time", "<+0545>-5:45", 2026, []],
  ])("takes %s", (_, footer, year, expected) => expect(changes(footer, year)).toEqual(expected));

  test("ends a year of daylight time and begins the next at one moment, in this order", () => {
    expect(changes("XXX3EDT4,0/0,J365/23", 2026)).toEqual(["2026-01-01T03:00 -180", "2026-01-01T03:00 -240"]);
  });

  test.each(["CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.0,M13.5.0", "CET-1CEST,M3.5.0,M10.5.0/3\nX", "C-1"])("refuses %j", (footer) => {
    expect(() => parseFooter(footer)).toThrow("is not a TZ string");
  });
});
