import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intlZones } from "../time/index.ts";
import { overlapMinutes, weekMasks } from "./overlap.ts";

const zones = intlZones();
const calendar = (timeZone: string, from = "09:00", to = "17:00", days = [1, 2, 3, 4, 5]) => ({ timeZone, workingHours: { days, from, to }, offDays: [] as string[], away: null });
const berlin = calendar("Europe/Berlin");
const newYork = calendar("America/New_York");
const losAngeles = calendar("America/Los_Angeles");
const sydney = calendar("Australia/Sydney");
const kolkata = calendar("Asia/Kolkata", "09:00", "18:00");

describe("common hours in the actual week", () => {
  test.each([
    ["New York and Berlin in winter", newYork, berlin, "2026-01-12", 600],
    ["New York and Berlin, clocks changed in the USA only", newYork, berlin, "2026-03-16", 900],
    ["New York and Berlin, clocks changed in the EU only", newYork, berlin, "2026-10-26", 900],
    ["New York and Berlin in summer", newYork, berlin, "2026-07-06", 600],
    ["Los Angeles and Sydney in January", losAngeles, sydney, "2026-01-12", 720],
    ["Los Angeles and Sydney between the changes of March and April", losAngeles, sydney, "2026-03-16", 480],
    ["Los Angeles and Sydney in July", losAngeles, sydney, "2026-07-06", 240],
    ["Sydney and Kolkata in January", sydney, kolkata, "2026-01-12", 750],
    ["Sydney and Kolkata in July", sydney, kolkata, "2026-07-06", 1050],
    ["Los Angeles and Berlin", losAngeles, berlin, "2026-07-06", 0],
  ])("%s", (_, a, b, monday, minutes) => {
    const maskOf = weekMasks(monday, zones);
    expect(overlapMinutes(maskOf(a), maskOf(b))).toBe(minutes);
    expect(overlapMinutes(maskOf(b), maskOf(a))).toBe(minutes);
  });

  test("lacks days off, days away, and what is taken; a quarter that is taken in part is taken", () => {
    const maskOf = weekMasks("2026-11-23", zones);
    const all = maskOf(berlin);
    expect(overlapMinutes(all, all)).toBe(5 * 8 * 60);
    expect(overlapMinutes(all, maskOf({ ...berlin, offDays: ["2026-11-24", "2026-12-01"] }))).toBe(4 * 8 * 60);
    expect(overlapMinutes(all, maskOf({ ...berlin, away: { kind: "vacation", from: "2026-11-25", to: null, handOffTo: null } }))).toBe(2 * 8 * 60);
    const meeting = { from: "2026-11-23T09:10:00Z", to: "2026-11-23T09:50:00Z" };
    expect(overlapMinutes(all, maskOf(berlin, [meeting]))).toBe(5 * 8 * 60 - 60);
    expect(overlapMinutes(all, maskOf(berlin))).toBe(5 * 8 * 60);
  });

  test("counts whole quarters of hours that begin or end in between, and hours past midnight", () => {
    const maskOf = weekMasks("2026-11-23", zones);
    const odd = maskOf(calendar("UTC", "09:10", "10:50", [3]));
    expect(overlapMinutes(odd, odd)).toBe(90);
    const night = maskOf(calendar("UTC", "22:00", "06:00", [7]));
    // Sunday's night ends after the week; the one before began before it.
    expect(overlapMinutes(night, night)).toBe(8 * 60);
  });

  test("is made once for equal calendars", () => {
    const maskOf = weekMasks("2026-11-23", zones);
    expect(maskOf({ ...berlin })).toBe(maskOf(berlin));
    expect(maskOf(newYork)).not.toBe(maskOf(berlin));
  });

  test("counts the bits of any two masks", () => {
    const mask = fc.uint32Array({ minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(mask, mask, (a, b) => {
        const bits = a.reduce((sum, word, index) => sum + ((word & b[index]!) >>> 0).toString(2).replaceAll("0", "").length, 0);
        expect(overlapMinutes(a, b)).toBe(bits * 15);
      }),
    );
  });
});
