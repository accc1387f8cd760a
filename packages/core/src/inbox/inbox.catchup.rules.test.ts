import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ThreadId } from "../shared/ids.ts";
import { arrangeCatchUp, type CatchUpComment } from "./inbox.catchup.rules.ts";
import { INBOX_REASONS } from "./inbox.item.rules.ts";

const id = (name: string) => `thr_${name}` as ThreadId;
const comment = (thread: string, number: number, more: Partial<CatchUpComment> = {}): CatchUpComment => ({ threadId: id(thread), number, asks: false, named: false, answered: false, ...more });

test("a catch-up puts what was asked and not answered first, what needs its member most next, and counts the rest", () => {
  const comments = [
    comment("other", 9),
    comment("followed", 8),
    comment("asked", 7, { asks: true, named: true, answered: true }),
    comment("mentioned", 6),
    comment("waiting", 5, { asks: true, named: true }),
    comment("others asked", 4, { asks: true }),
    comment("decided", 3),
    comment("followed", 2),
  ];
  const items = new Map([[id("followed"), "followed"], [id("mentioned"), "mentioned"], [id("decided"), "decision"], [id("asked"), "mentioned"]] as const);
  const plan = arrangeCatchUp(comments, new Set([id("decided")]), items, 20);
  expect(plan.questions.map((question) => question.threadId)).toEqual([id("waiting"), id("asked")]);
  expect(plan.followed).toEqual([{ threadId: id("mentioned"), number: 6, comments: 1 }, { threadId: id("followed"), number: 2, comments: 2 }]);
  expect(plan.rest).toEqual({ threads: 2, comments: 2 });
});

test("a catch-up tells of each thread in one place, and of every thread somewhere", () => {
  const thread = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const comments = fc.array(fc.record({ threadId: thread.map(id), number: fc.nat(50), asks: fc.boolean(), named: fc.boolean(), answered: fc.boolean() }));
  const items = fc.array(fc.tuple(thread.map(id), fc.constantFrom(...INBOX_REASONS)));
  fc.assert(fc.property(comments, fc.uniqueArray(thread.map(id)), items, fc.integer({ min: 1, max: 5 }), (given, decided, inbox, most) => {
    const plan = arrangeCatchUp(given, new Set(decided), new Map(inbox), most);
    const [asked, followed] = [new Set(plan.questions.map((one) => one.threadId)), plan.followed.map((one) => one.threadId)];
    expect(plan.questions.length).toBeLessThanOrEqual(most);
    expect(new Set(followed).size).toBe(followed.length);
    expect(followed.some((one) => asked.has(one) || decided.includes(one))).toBe(false);
    const spoken = new Set(given.map((one) => one.threadId));
    const named = new Set([...decided, ...asked, ...followed].filter((one) => spoken.has(one)));
    expect(named.size + plan.rest.threads).toBe(spoken.size);
  }));
});
