import { expect, test } from "vitest";
import type { Operation } from "../client/operation.ts";
import { applyThreadOperations, startedThread } from "./threads.rules.ts";
import type { Thread } from "./threads.schema.ts";

const ada = { id: "ada", name: "Ada", avatarUrl: null };
const at = "2026-11-23T12:00:00.000Z";
const thread: Thread = {
  id: "thr_1" as Thread["id"],
  title: "Plans",
  channelId: "chn_1" as Thread["channelId"],
  subject: null,
  people: null,
  author: ada,
  metadata: {},
  commentCount: 5,
  lastComment: { author: ada, excerpt: "…", at },
  pinned: null,
  closed: null,
  assignee: null,
  createdAt: at,
  activeAt: at,
  version: 3,
  me: { position: 2, unreadCount: 3, mentioned: true },
  context: null,
  can: { comment: true, update: true, close: true, move: true },
};
const operation = (call: Operation["call"], input: object, change: object = {}): Operation =>
  ({ id: "op_1", idempotencyKey: "k", call, input: { threadId: "thr_1", ...input }, lane: "thr_1", status: "pending", attempts: 0, error: null, result: null, createdAt: at, ...change }) as unknown as Operation;
const apply = (...operations: Operation[]) => applyThreadOperations(thread, operations, "ada");

test("closing, reopening, pinning, a new title and living context show at once", () => {
  const close = operation("threads.close", {});
  expect(apply(close)).toMatchObject({ closed: { at, by: "ada" }, operation: close });
  expect(apply(close, operation("threads.reopen", {})).closed).toBeNull();
  expect(apply(operation("threads.setPinned", { pinned: true })).pinned).toEqual({ at, by: "ada" });
  expect(apply(operation("threads.update", { title: "New" })).title).toBe("New");
  expect(apply(operation("threads.setContext", { markdown: "Known", baseVersion: 0 })).context).toMatchObject({ markdown: "Known", version: 0 });
  expect(apply(operation("threads.setContext", { markdown: " ", baseVersion: 1 })).context).toBeNull();
});

test("a reading position shows at once, quietly, and never beyond the last comment", () => {
  expect(apply(operation("threads.setPosition", { position: 9 }))).toMatchObject({ me: { position: 5, unreadCount: 0, mentioned: false }, operation: null });
  expect(apply(operation("threads.setPosition", { position: 1 }))).toMatchObject({ me: { position: 1, unreadCount: 4, mentioned: true } });
});

test("what failed is undone and shown", () => {
  const failed = operation("threads.close", {}, { status: "failed" });
  expect(apply(failed, operation("threads.update", { title: "New" }))).toMatchObject({ closed: null, title: "New", operation: failed });
});

test("operations of other threads are left aside", () => {
  expect(apply(operation("threads.close", { threadId: "thr_2" }))).toEqual({ ...thread, operation: null });
});

test("an answer that the list has not heard of counts, unless the list is newer; a row stays a row", () => {
  const sent = (version: number) => operation("threads.update", {}, { status: "sent", result: { ...thread, title: "Answer", version } });
  expect(apply(sent(4))).toMatchObject({ title: "Answer", operation: null });
  expect(apply(sent(2)).title).toBe("Plans");
  const { context: _context, can: _can, ...row } = thread;
  expect(applyThreadOperations(row, [sent(4)], "ada")).toEqual({ ...row, title: "Answer", version: 4, operation: null });
});

test("a thread that was just started stands there as its author sees it", () => {
  const create = operation("threads.create", { id: "thr_1", channelId: "chn_1", markdown: "Where do we meet?\n\nMore." }) as Operation<"threads.create">;
  expect(startedThread(create, ada)).toMatchObject({ id: "thr_1", title: "Where do we meet?", channelId: "chn_1", author: ada, commentCount: 1, operation: create });
});
