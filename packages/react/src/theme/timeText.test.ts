import { describe, expect, it } from "vitest";
import { exactTime, relativeTime, shortTime } from "./timeText.ts";

const MINUTE = 60_000;
const now = Date.UTC(2026, 10, 23, 12);
const ago = (minutes: number, locale = "en") => relativeTime(now - minutes * MINUTE, now, { locale, timeZone: "Europe/Lisbon" });

describe("relativeTime", () => {
  it.each([
    [-1, "now"],
    [0, "now"],
    [0.9, "1 minute ago"],
    [12, "12 minutes ago"],
    [60, "1 hour ago"],
    [60 * 22, "yesterday"],
    [60 * 24 * 6, "6 days ago"],
    [60 * 24 * 8, "Nov 15"],
    [60 * 24 * 400, "Oct 19, 2025"],
  ])("says %d minutes ago as %s", (minutes, text) => {
    expect(ago(minutes)).toBe(text);
  });

  it("speaks the reader's language", () => {
    expect(ago(120, "de")).toBe("vor 2 Stunden");
    expect(ago(120, "ja")).toBe("2 時間前");
  });
});

describe("exactTime and shortTime", () => {
  it("stand on the reader's own clock", () => {
    expect(exactTime(now, { locale: "en", timeZone: "Asia/Tokyo" })).toMatch(/^Monday, November 23, 2026 at 9:00/);
    expect(shortTime(now, { locale: "de", timeZone: "America/New_York" })).toBe("Mo., 23. Nov., 7:00");
  });
});
