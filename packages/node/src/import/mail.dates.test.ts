import { describe, expect, it } from "vitest";
import { readMailDate, settleDates, writtenAt } from "./mail.dates.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString().replace(".000Z", "Z"));

describe("the date of a mail", () => {
  it.each([
    ["Mon, 4 Mar 2024 09:00:00 +0000", "2024-03-04T09:00:00Z"],
    ["Mon, 4 Mar 2024 09:00:00 +0100 (CET)", "2024-03-04T08:00:00Z"],
    ["4 Mar 99 09:00 EST", "1999-03-04T14:00:00Z"],
    ["4 Mar 49 09:00 GMT", "2049-03-04T09:00:00Z"],
    ["Fri, 4-Mar-2005 9:00:00 PDT", "2005-03-04T16:00:00Z"],
    ["Sat, 04 March 102 09:00:00 -0330", "2002-03-04T12:30:00Z"],
    ["Mon Mar  4 09:00:00 2024", "2024-03-04T09:00:00Z"],
    ["ada@example.org Mon Mar  4 09:00:00 MET 2024", "2024-03-04T08:00:00Z"],
    ["1234@xxx Mon Mar 04 09:00:00 +0200 2024", "2024-03-04T07:00:00Z"],
    ["2024-03-04T09:00:00.123+02:00", "2024-03-04T07:00:00Z"],
    ["Mon, 4 Mar 2024 09:00:60 +9900", "2024-03-04T09:00:59Z"],
    ["Mon, 4 Mar 2024 29:00:00 +0000", null],
    ["Mon, 4 Foo 2024 09:00:00", null],
    ["tomorrow", null],
    ["", null],
  ])("%j is %s", (text, expected) => {
    expect(iso(readMailDate(text))).toBe(expected);
  });

  const own = "Mon, 4 Mar 2024 09:00:00 +0000";
  it.each([
    ["its own", { date: own, received: "by there; Tue, 5 Mar 2024 09:00:00 +0000" }, null, "2024-03-04T09:00:00Z"],
    ["that of the last server where the own one is a month off", { date: "Mon, 4 Mar 2013 09:00:00", received: `by there; ${own}` }, null, "2024-03-04T09:00:00Z"],
    ["that of the last server where the own one is impossible", { date: "Thu, 1 Jan 1970 00:00:00", received: `by there; ${own}` }, null, "2024-03-04T09:00:00Z"],
    ["the envelope's where there is no other", {}, "ada@example.org Mon Mar  4 09:00:00 2024", "2024-03-04T09:00:00Z"],
    ["not the envelope's that a mail program wrote", {}, "- Mon Mar  4 09:00:00 2024", null],
    ["not one before there was mail", { date: "Thu, 1 Jan 1970 00:00:00" }, null, null],
  ])("is %s", (_, head, envelope, expected) => {
    expect(iso(writtenAt(new Map(Object.entries(head)), envelope))).toBe(expected);
  });

  it("is that of the message before where it is missing, in the future, or far from neighbours who agree", () => {
    const day = 86_400_000;
    const now = 10_000 * day;
    const { dates, changed } = settleDates([null, 9000 * day, null, 9001 * day, 12_000 * day, 8000 * day, 9002 * day, 9002 * day, now + day / 2], now);
    expect(dates.map((at) => at / day)).toEqual([9000, 9000, 9000, 9001, 9001, 9001, 9002, 9002, 10_000]);
    expect([...changed]).toEqual([0, 2, 4, 5]);
    expect(settleDates([null], now).dates).toEqual([now]);
  });
});
