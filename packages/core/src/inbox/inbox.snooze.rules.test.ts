import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intlZones, toLocal } from "../time/index.ts";
import { INBOX_REASONS, RETURNING, inboxItemId, returns } from "./inbox.item.rules.ts";
import type { InboxReason } from "./inbox.schema.ts";
import { type Happening, snoozeTimes, wakes } from "./inbox.snooze.rules.ts";

const zones = intlZones();
const berlin = zones.zone("Europe/Berlin");
const early = { days: [1, 2, 3, 4], from: "07:30", to: "15:00" };

describe("times to snooze until", () => {
  test.each([
    // Europe/Berlin in January is an hour ahead.
    ["a Monday morning", "2026-01-05T08:10:00Z", null, ["later_today 2026-01-05T13:00", "tomorrow 2026-01-06T09:00", "next_week 2026-01-12T09:00"]],
    ["an early bird's Monday", "2026-01-05T08:10:00Z", early, ["later_today 2026-01-05T13:00", "tomorrow 2026-01-06T07:30", "next_week 2026-01-12T07:30"]],
    ["late at night", "2026-01-05T21:30:00Z", null, ["tomorrow 2026-01-06T09:00", "next_week 2026-01-12T09:00"]],
    ["a Sunday, when tomorrow is Monday", "2026-01-11T10:00:00Z", null, ["later_today 2026-01-11T14:00", "tomorrow 2026-01-12T09:00"]],
    ["the eve of summer time", "2026-03-28T12:00:00Z", null, ["later_today 2026-03-28T16:00", "tomorrow 2026-03-29T09:00", "next_week 2026-03-30T09:00"]],
  ])("on %s", (_, now, workingHours, expected) => {
    const times = snoozeTimes({ workingHours }, now, berlin).map(({ name, at }) => `${name} ${toLocal(berlin, at).date}T${toLocal(berlin, at).time}`);
    expect(times).toEqual(expected);
  });

  test("lie ahead, and in order, in every zone at any moment", () => {
    const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo");
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
    fc.assert(fc.property(zone, moment, (name, ms) => {
      const at = snoozeTimes({ workingHours: null }, new Date(ms).toISOString(), zones.zone(name)).map((time) => Date.parse(time.at));
      expect([ms, ...at]).toEqual([ms, ...at].sort((a, b) => a - b));
      expect(new Set([ms, ...at]).size).toBe(at.length + 1);
    }));
  });
});

const KINDS = ["time", "reply", "decision", "member"] as const;
const reasons = fc.subarray([...INBOX_REASONS] as InboxReason[]);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant("comment" as const), authorId: fc.constantFrom("me", "ben", "cleo") }),
  fc.constant<Happening>({ kind: "decision" }),
  fc.record({ kind: fc.constant("time" as const), now: fc.constantFrom("2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z") }),
  fc.record({ kind: fc.constant("back" as const), memberId: fc.constantFrom("ben", "cleo") }),
);
const snooze = (kind: (typeof KINDS)[number]) => ({ kind, at: kind === "time" ? "2026-01-05T09:00:00Z" : null, memberId: kind === "member" ? "ben" : null });

describe("a snoozed item", () => {
  test.each<[(typeof KINDS)[number], Happening, InboxReason[], string | null]>([
    ["time", { kind: "time", now: "2026-01-05T09:00:00.000Z" }, [], "time"],
    ["time", { kind: "time", now: "2026-01-05T08:59:59Z" }, [], null],
    ["time", { kind: "comment", authorId: "ben" }, ["replied"], null],
    ["time", { kind: "comment", authorId: "ben" }, ["mentioned"], "reason"],
    ["reply", { kind: "comment", authorId: "ben" }, [], "reply"],
    ["reply", { kind: "comment", authorId: "me" }, [], null],
    ["reply", { kind: "decision" }, ["decision"], "reason"],
    ["decision", { kind: "decision" }, [], "decision"],
    ["decision", { kind: "comment", authorId: "ben" }, ["replied"], null],
    ["member", { kind: "back", memberId: "ben" }, [], "member"],
    ["member", { kind: "back", memberId: "cleo" }, [], null],
    ["member", { kind: "comment", authorId: "ben" }, [], "member"],
    ["member", { kind: "comment", authorId: "cleo" }, ["followed"], null],
  ])("until %s, when %o for %o: %s", (kind, what, why, expected) => expect(wakes(snooze(kind), what, why, "me")).toBe(expected));

  test("is never woken by its member's own words, and always by what brings back what is done", () => {
    fc.assert(fc.property(fc.constantFrom(...KINDS), happening, reasons, (kind, what, why) => {
      const woken = wakes(snooze(kind), what, why, "me");
      if (what.kind === "comment" && what.authorId === "me") expect(woken).toBeNull();
      else if (returns(why)) expect(woken).not.toBeNull();
    }));
  });
});

describe("what is done", () => {
  test("comes back for what is meant for its member and for what settles a matter, and for nothing else", () => {
    expect(INBOX_REASONS.filter((reason) => !returns([reason]))).toEqual(["replied", "followed", "kept"]);
    fc.assert(fc.property(reasons, (why) => {
      expect(returns(why)).toBe(why.some((reason) => RETURNING.includes(reason)));
    }));
  });

  test("has an id made of what it is about", () => {
    expect(inboxItemId("thr_01h455vb4pex5vsknk084sn02q" as never)).toBe("inb_01h455vb4pex5vsknk084sn02q");
    expect(() => inboxItemId("thr_1" as never)).toThrow(TypeError);
  });
});
