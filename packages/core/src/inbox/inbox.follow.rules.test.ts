import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Change, type Choices, effectiveFollow, reaches, reasonOf } from "./inbox.follow.rules.ts";
import type { FollowLevel } from "./inbox.schema.ts";

const LEVELS = ["nothing", "decisions_only", "replies_and_mentions", "everything"] as const satisfies FollowLevel[];
const CHANGES = ["assigned", "proposal", "mentioned", "unread_for_you", "group_mentioned", "answered", "decision", "review_due", "replied", "followed"] as const satisfies Change[];

const now = "2026-01-05T09:00:00.000Z";
const level = fc.constantFrom<FollowLevel | null>(null, ...LEVELS);
const until = fc.constantFrom(null, "2026-01-05T08:59:59.999Z", now, "2026-01-05T09:00:00.001Z", "2026-02-01T00:00:00Z");
const choice = fc.option(fc.record({ level, mutedUntil: until }), { nil: null });
const choices: fc.Arbitrary<Choices> = fc.record({ thread: choice, channel: choice, participates: fc.boolean() });

describe("a change reaches", () => {
  test.each<[Change, string, string]>([
    // nothing, decisions only, replies and mentions, everything; and the same while muted
    ["assigned", "1111", "1111"],
    ["proposal", "0111", "0111"],
    ["mentioned", "0111", "0111"],
    ["unread_for_you", "0111", "0111"],
    ["decision", "0111", "0000"],
    ["review_due", "0111", "0000"],
    ["answered", "0011", "0000"],
    ["replied", "0011", "0000"],
    ["group_mentioned", "0011", "0000"],
    ["followed", "0001", "0000"],
  ])("%s: %s, muted %s", (change, open, muted) => {
    const row = (isMuted: boolean) => LEVELS.map((rung) => Number(reaches(rung, isMuted, change))).join("");
    expect([row(false), row(true)]).toEqual([open, muted]);
  });

  test("everybody whom it reaches on a lower rung, and whom it reaches muted", () => {
    fc.assert(fc.property(fc.constantFrom(...CHANGES), fc.nat(3), fc.nat(3), fc.boolean(), (change, a, b, muted) => {
      if (a <= b && reaches(LEVELS[a]!, muted, change)) expect(reaches(LEVELS[b]!, muted, change)).toBe(true);
      if (reaches(LEVELS[a]!, true, change)) expect(reaches(LEVELS[a]!, false, change)).toBe(true);
    }));
  });

  test("for a reason that says so", () => {
    for (const change of CHANGES) expect(reasonOf(change)).toBe(change === "group_mentioned" ? "mentioned" : change);
  });
});

describe("the level that holds", () => {
  const chosen = (rung: FollowLevel) => ({ level: rung, mutedUntil: null });
  test.each<[string, Choices, FollowLevel, string]>([
    ["is replies and mentions where nothing was chosen", { thread: null, channel: null, participates: false }, "replies_and_mentions", "default"],
    ["is the channel's for its threads", { thread: null, channel: chosen("everything"), participates: false }, "everything", "channel"],
    ["may be nothing for a channel", { thread: null, channel: chosen("nothing"), participates: false }, "nothing", "channel"],
    ["is replies and mentions at least where one takes part", { thread: null, channel: chosen("nothing"), participates: true }, "replies_and_mentions", "participation"],
    ["is more where the channel's is more", { thread: null, channel: chosen("everything"), participates: true }, "everything", "channel"],
    ["is the thread's before all else", { thread: chosen("nothing"), channel: chosen("everything"), participates: true }, "nothing", "thread"],
  ])("%s", (_, given, expected, because) => expect(effectiveFollow(given, now)).toMatchObject({ level: expected, because }));

  test("is the thread's whenever there is one, and never less than replies and mentions for who takes part without", () => {
    fc.assert(fc.property(choices, (given) => {
      const { level: holds } = effectiveFollow(given, now);
      if (given.thread?.level) expect(holds).toBe(given.thread.level);
      else if (given.participates) expect(["replies_and_mentions", "everything"]).toContain(holds);
    }));
  });

  test("is muted as long as either mute runs, and not a moment longer", () => {
    fc.assert(fc.property(choices, (given) => {
      const mutes = [given.thread?.mutedUntil, given.channel?.mutedUntil].filter((mute) => typeof mute === "string");
      const { mutedUntil } = effectiveFollow(given, now);
      expect(mutedUntil !== null).toBe(mutes.some((mute) => Date.parse(mute) > Date.parse(now)));
      if (mutedUntil) expect(Math.max(...mutes.map(Date.parse))).toBe(Date.parse(mutedUntil));
    }));
  });
});
