import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar } from "../members/index.ts";
import { addDays, instantToMs, intlZones } from "../time/index.ts";
import { type Ballot, closingOf, deadlineOf, extended, latestOf, outcomeOf, tallyOf } from "./decisions.proposals.rules.ts";
import type { ProposalRules } from "./decisions.proposals.schema.ts";

const zones = intlZones();
const calendar = (more: Partial<Calendar> = {}): Calendar => ({ timeZone: "UTC", workingHours: null, offDays: [], away: null, ...more });
const away = (from: string, to: string | null): Calendar["away"] => ({ kind: "vacation", from, to, handOffTo: null });
const deadline = (of: Calendar, openedAt: string, workingDays: number, maxDays = 21) => deadlineOf(of, openedAt, workingDays, latestOf(openedAt, maxDays), zones.zone(of.timeZone))?.at ?? null;

/** A Monday, an hour before anybody begins. */
const MONDAY = "2026-03-02T08:00:00.000Z";

describe("a voter's deadline", () => {
  test.each<[string, Calendar, string, number, string | null]>([
    ["counts the day of the opening where it had not begun", calendar(), MONDAY, 1, "2026-03-02T17:00:00.000Z"],
    ["does not count a day that had begun", calendar(), "2026-03-02T09:01:00.000Z", 1, "2026-03-03T17:00:00.000Z"],
    ["goes over the weekend", calendar(), "2026-03-06T12:00:00.000Z", 1, "2026-03-09T17:00:00.000Z"],
    ["follows other weekdays", calendar({ workingHours: { days: [7, 1, 2, 3, 4], from: "08:00", to: "16:00" } }), "2026-03-06T12:00:00.000Z", 2, "2026-03-09T16:00:00.000Z"],
    ["leaves out off-days", calendar({ offDays: ["2026-03-03", "2026-03-04"] }), MONDAY, 2, "2026-03-05T17:00:00.000Z"],
    ["leaves out days away", calendar({ away: away("2026-03-02", "2026-03-10") }), MONDAY, 2, "2026-03-12T17:00:00.000Z"],
    ["is none for somebody away until further notice", calendar({ away: away("2026-01-01", null) }), MONDAY, 1, null],
    ["is none for somebody who works on no day", calendar({ workingHours: { days: [], from: "09:00", to: "17:00" } }), MONDAY, 1, null],
    ["is none where the days do not fit before the last moment", calendar({ away: away("2026-03-02", "2026-03-20") }), MONDAY, 2, null],
    ["is in the voter's zone", calendar({ timeZone: "America/New_York" }), MONDAY, 1, "2026-03-02T22:00:00.000Z"],
    ["is an hour earlier in UTC once clocks went forward", calendar({ timeZone: "America/New_York" }), "2026-03-06T08:00:00.000Z", 2, "2026-03-09T21:00:00.000Z"],
    ["ends the morning after for those who work at night", calendar({ workingHours: { days: [1, 2, 3], from: "22:00", to: "06:00" } }), MONDAY, 2, "2026-03-04T06:00:00.000Z"],
    ["counts the local day, which is another one at the other end of the world", calendar({ timeZone: "Pacific/Auckland" }), "2026-03-01T19:00:00.000Z", 1, "2026-03-02T04:00:00.000Z"],
  ])("%s", (_, of, openedAt, days, expected) => {
    expect(deadline(of, openedAt, days)).toBe(expected);
  });

  const day = fc.integer({ min: -5, max: 40 }).map((ahead) => addDays("2026-03-02", ahead));
  const someCalendar = fc.record({
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"),
    workingHours: fc.option(
      fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), from: fc.constantFrom("00:00", "09:00", "22:00"), to: fc.constantFrom("00:00", "06:00", "17:30") }),
    ),
    offDays: fc.array(day, { maxLength: 8 }),
    away: fc.option(fc.tuple(day, fc.nat(20)).map(([from, days]) => away(from, addDays(from, days)))),
  });
  const opening = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000).toISOString());
  const late = (at: string | null) => (at === null ? Infinity : instantToMs(at));

  test("never gets earlier by an off-day, by being away, or by more days", () => {
    fc.assert(
      fc.property(someCalendar, opening, fc.integer({ min: 1, max: 8 }), day, (of, openedAt, days, off) => {
        const before = late(deadline(of, openedAt, days));
        expect(late(deadline({ ...of, offDays: [...of.offDays, off] }, openedAt, days))).toBeGreaterThanOrEqual(before);
        if (!of.away) expect(late(deadline({ ...of, away: away(off, addDays(off, 3)) }, openedAt, days))).toBeGreaterThanOrEqual(before);
        expect(late(deadline(of, openedAt, days + 1))).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test("lies after the opening, never after the last moment, and never gets earlier by a later opening", () => {
    fc.assert(
      fc.property(someCalendar, opening, opening, fc.integer({ min: 1, max: 8 }), (of, one, other, days) => {
        const [first, second] = [one, other].sort() as [string, string];
        const at = late(deadline(of, first, days));
        expect(at).toBeGreaterThan(instantToMs(first));
        if (at !== Infinity) expect(at).toBeLessThanOrEqual(instantToMs(latestOf(first, 21)));
        // Up to the same last moment, which a later opening would move on.
        const latest = latestOf(second, 60);
        const until = (openedAt: string) => late(deadlineOf(of, openedAt, days, latest, zones.zone(of.timeZone))?.at ?? null);
        expect(until(second)).toBeGreaterThanOrEqual(until(first));
      }),
    );
  });
});

test("a proposal closes when the last one who is waited for has had their days, and at the last moment where nobody can be waited for", () => {
  const [early, later] = [{ day: "2026-03-03", at: "2026-03-03T17:00:00.000Z" }, { day: "2026-03-05", at: "2026-03-05T17:00:00.000Z" }];
  expect(closingOf([early, null, later], "2026-03-20T00:00:00.000Z")).toBe(later.at);
  expect(closingOf([null, null], "2026-03-20T00:00:00.000Z")).toBe("2026-03-20T00:00:00.000Z");
});

test("an extension moves the last moment by a week for every five days begun", () => {
  expect(extended({ workingDays: 3, maxDays: 21 }, 1)).toEqual({ workingDays: 4, maxDays: 28 });
  expect(extended({ workingDays: 3, maxDays: 21 }, 6)).toEqual({ workingDays: 9, maxDays: 35 });
});

const CLOSES = "2026-03-10T17:00:00.000Z";
const BEFORE = "2026-03-09T00:00:00.000Z";
type Rules = Pick<ProposalRules, "silence" | "minimum" | "objection">;
const rules = (more: Partial<Rules> = {}) => ({ silence: "consents" as const, minimum: { kind: "count" as const, value: 1 }, objection: "escalates" as const, closesAt: CLOSES, ...more });

/** A vote a letter: a(gree), b(stain), o(bject), s(ilent), x (absent), A (agreed though away for too long). */
const ballots = (votes: string): Ballot[] => [...votes].map((vote) => ({ choice: ({ a: "agree", A: "agree", b: "abstain", o: "object" } as const)[vote] ?? null, absent: vote === "x" || vote === "A" }));

describe("the outcome of a proposal", () => {
  test.each<[string, string, Partial<Rules>, ReturnType<typeof outcomeOf>, ReturnType<typeof outcomeOf>]>([
    // votes, rules, before the closing instant, at it
    ["somebody agrees and the others are silent", "ass", {}, "open", "accepted"],
    ["everybody agrees", "aaa", {}, "accepted", "accepted"],
    ["everybody answered, some abstain", "abb", {}, "accepted", "accepted"],
    ["nobody answers", "sss", {}, "open", "lapsed"],
    ["nobody could answer", "xxx", {}, "open", "lapsed"],
    ["everybody abstains: nobody consents", "bb", {}, "open", "lapsed"],
    ["somebody abstains and the silent consent", "bs", {}, "open", "accepted"],
    ["silence abstains", "as", { silence: "abstains" }, "open", "accepted"],
    ["silence abstains and nobody agrees", "bss", { silence: "abstains" }, "open", "lapsed"],
    ["fewer than the minimum answered", "ass", { minimum: { kind: "count", value: 2 } }, "open", "lapsed"],
    ["fewer than the share answered", "aass", { minimum: { kind: "percent", value: 51 } }, "open", "lapsed"],
    ["just the share answered", "aass", { minimum: { kind: "percent", value: 50 } }, "open", "accepted"],
    ["the share is of those who could answer", "asxxxx", { minimum: { kind: "percent", value: 50 } }, "open", "accepted"],
    ["who is away for too long answered all the same", "Ax", { minimum: { kind: "percent", value: 100 } }, "accepted", "accepted"],
    ["everybody who is waited for agrees", "aaxx", {}, "accepted", "accepted"],
    ["somebody objects", "aaao", {}, "open", "escalated"],
    ["somebody objects, and that rejects it", "aaao", { objection: "rejects" }, "open", "rejected"],
    ["somebody objects where too few answered", "osss", { minimum: { kind: "count", value: 4 } }, "open", "escalated"],
  ])("%s", (_, votes, more, before, after) => {
    expect(outcomeOf(rules(more), ballots(votes), BEFORE)).toBe(before);
    expect(outcomeOf(rules(more), ballots(votes), CLOSES)).toBe(after);
  });

  const ballot = fc.record({ choice: fc.constantFrom("agree" as const, "abstain" as const, "object" as const, null), absent: fc.boolean() });
  const someRules = fc.record({
    silence: fc.constantFrom("consents" as const, "abstains" as const),
    objection: fc.constantFrom("escalates" as const, "rejects" as const),
    minimum: fc.oneof(fc.record({ kind: fc.constant("count" as const), value: fc.integer({ min: 1, max: 12 }) }), fc.record({ kind: fc.constant("percent" as const), value: fc.integer({ min: 1, max: 100 }) })),
    closesAt: fc.constant(CLOSES),
  });
  const moment = fc.constantFrom(BEFORE, CLOSES, "2027-01-01T00:00:00.000Z");

  test("is never acceptance below the minimum, nor when nobody consents, nor with an objection", () => {
    fc.assert(
      fc.property(someRules, fc.array(ballot, { maxLength: 15 }), moment, (given, votes, now) => {
        if (outcomeOf(given, votes, now) !== "accepted") return;
        const tally = tallyOf(given, votes);
        expect(tally.answered).toBeGreaterThanOrEqual(tally.needed);
        expect(tally.object).toBe(0);
        expect(tally.agree + (given.silence === "consents" ? tally.silent : 0)).toBeGreaterThan(0);
      }),
    );
  });

  test("is never open after the closing instant, and nothing but open or accepted before it", () => {
    fc.assert(
      fc.property(someRules, fc.array(ballot, { maxLength: 15 }), (given, votes) => {
        expect(["open", "accepted"]).toContain(outcomeOf(given, votes, BEFORE));
        expect(outcomeOf(given, votes, CLOSES)).not.toBe("open");
      }),
    );
  });

  test("does not turn by waiting: an objection never into acceptance, an acceptance never into anything else", () => {
    fc.assert(
      fc.property(someRules, fc.array(ballot, { maxLength: 15 }), (given, votes) => {
        const [before, after, muchLater] = [BEFORE, CLOSES, "2027-01-01T00:00:00.000Z"].map((now) => outcomeOf(given, votes, now));
        if (votes.some(({ choice }) => choice === "object")) expect([before, after]).not.toContain("accepted");
        if (before === "accepted") expect(after).toBe("accepted");
        expect(muchLater).toBe(after);
      }),
    );
  });

  test("does not depend on the order of the votes", () => {
    const shuffled = fc.array(ballot, { maxLength: 12 }).chain((votes) => fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length })));
    fc.assert(
      fc.property(someRules, shuffled, moment, (given, [votes, other], now) => {
        expect(outcomeOf(given, other, now)).toBe(outcomeOf(given, votes, now));
      }),
    );
  });

  test("counts everybody once", () => {
    fc.assert(
      fc.property(someRules, fc.array(ballot, { maxLength: 15 }), (given, votes) => {
        const tally = tallyOf(given, votes);
        expect(tally.agree + tally.abstain + tally.object + tally.silent + tally.absent).toBe(votes.length);
        expect(tally.answered + tally.silent).toBe(tally.counted);
      }),
    );
  });
});
