import { describe, expect, test } from "vitest";
import type { Operation } from "../client/operation.ts";
import { withComment } from "./comments.pages.rules.ts";
import { applyCommentOperations } from "./comments.rules.ts";
import type { Comment } from "./comments.schema.ts";

const ada = { id: "ada", name: "Ada", avatarUrl: null };
const bo = { id: "bo", name: "Bo", avatarUrl: null };
const at = "2026-11-23T12:00:00.000Z";
const threadId = "thr_1" as Comment["threadId"];

const comment = (number: number, change: Partial<Comment> = {}): Comment => ({
  id: `cmt_${number}` as Comment["id"],
  threadId,
  number,
  author: bo,
  markdown: `Comment ${number}`,
  body: { version: 1, content: [] },
  action: null,
  audience: { kind: "thread" },
  metadata: {},
  reactions: [],
  acknowledgements: [],
  createdAt: at,
  edited: null,
  deleted: null,
  version: 1,
  can: { edit: true, delete: true },
  ...change,
});

let made = 0;
const operation = (call: Operation["call"], input: object, change: object = {}): Operation =>
  ({ id: `op_${++made}`, idempotencyKey: "k", call, input, lane: threadId, status: "pending", attempts: 0, error: null, result: null, createdAt: at, ...change }) as unknown as Operation;

describe("applying operations to comments", () => {
  test("shows a new comment last, without a number, as plain paragraphs", () => {
    const create = operation("comments.create", { id: "cmt_new", threadId, markdown: "One *line*\nand another\n\nTwo" });
    const views = applyCommentOperations([comment(1)], [create], ada);
    expect(views.map(({ id, number, operation: shown }) => [id, number, shown])).toEqual([
      ["cmt_1", 1, null],
      ["cmt_new", null, create],
    ]);
    expect(views[1]).toMatchObject({ author: ada, markdown: "One *line*\nand another\n\nTwo", audience: { kind: "thread" }, version: 0 });
    expect(views[1]!.body.content).toEqual([
      { type: "paragraph", content: [{ type: "text", text: "One *line*", marks: [] }, { type: "break" }, { type: "text", text: "and another", marks: [] }] },
      { type: "paragraph", content: [{ type: "text", text: "Two", marks: [] }] },
    ]);
  });

  test("keeps a new comment that failed, with why", () => {
    const failed = operation("comments.create", { id: "cmt_new", threadId, markdown: "Words" }, { status: "failed" });
    expect(applyCommentOperations([], [failed], null)).toMatchObject([{ markdown: "Words", operation: failed }]);
  });

  test("shows a comment once when the server has it already", () => {
    const create = operation("comments.create", { id: "cmt_1", threadId, markdown: "Words" }, { status: "sending" });
    expect(applyCommentOperations([comment(1)], [create], ada)).toHaveLength(1);
    const sent = operation("comments.create", { id: "cmt_2", threadId, markdown: "Words" }, { status: "sent", result: comment(2) });
    expect(applyCommentOperations([comment(1)], [sent], ada)).toMatchObject([{ number: 1 }, { number: 2, operation: null }]);
    expect(applyCommentOperations([comment(1), comment(2, { version: 5 })], [sent], ada)[1]!.version).toBe(5);
  });

  test("shows an edit at once, and the words before it when it failed, with the new ones in its operation", () => {
    const edit = operation("comments.edit", { commentId: "cmt_1", markdown: "New" });
    expect(applyCommentOperations([comment(1)], [edit], ada)[0]).toMatchObject({ markdown: "New", edited: { at, by: "ada" }, operation: edit });
    const failed = { ...edit, status: "failed" } as Operation;
    expect(applyCommentOperations([comment(1)], [failed], ada)[0]).toMatchObject({ markdown: "Comment 1", edited: null, operation: failed });
  });

  test("edits, and reacts to, a comment that was not sent yet", () => {
    const create = operation("comments.create", { id: "cmt_new", threadId, markdown: "Old" });
    const edit = operation("comments.edit", { commentId: "cmt_new", markdown: "New" });
    expect(applyCommentOperations([], [create, edit], ada)).toMatchObject([{ markdown: "New", number: null, operation: edit }]);
  });

  test("shows a tombstone at once", () => {
    const [view] = applyCommentOperations([comment(1, { reactions: [{ emoji: "🎉", memberIds: ["bo"] }] })], [operation("comments.delete", { commentId: "cmt_1" })], ada);
    expect(view).toMatchObject({ number: 1, markdown: "", reactions: [], deleted: { at, by: "ada" }, can: { edit: false, delete: false } });
  });

  test("adds and takes back reactions and acknowledgements, quietly", () => {
    const react = (emoji: string, on: boolean) => operation("comments.setReaction", { commentId: "cmt_1", emoji, on });
    const before = comment(1, { reactions: [{ emoji: "🎉", memberIds: ["bo", "ada"] }, { emoji: "👀", memberIds: ["ada"] }] });
    const [view] = applyCommentOperations([before], [react("🎉", false), react("👀", false), react("🌱", true), react("🌱", true), operation("comments.setAcknowledged", { commentId: "cmt_1", acknowledged: true })], ada);
    expect(view).toMatchObject({ reactions: [{ emoji: "🎉", memberIds: ["bo"] }, { emoji: "🌱", memberIds: ["ada"] }], acknowledgements: [{ at, by: "ada" }], operation: null });
    expect(applyCommentOperations([comment(1)], [{ ...react("🎉", true), status: "failed" } as Operation], ada)[0]).toMatchObject({ reactions: [], operation: { status: "failed" } });
  });

  test("shows what closing says, and what a new thread opens with", () => {
    const close = operation("threads.close", { threadId, commentId: "cmt_c", markdown: "Done." });
    expect(applyCommentOperations([comment(1)], [close], ada)[1]).toMatchObject({ id: "cmt_c", action: "closed", markdown: "Done." });
    const refused = operation("threads.close", { threadId, commentId: "cmt_c" }, { status: "failed" });
    expect(applyCommentOperations([], [refused], ada)).toEqual([]);
    const create = operation("threads.create", { id: threadId, markdown: "Hello" }, { status: "sent" });
    expect(applyCommentOperations([], [create], ada)).toMatchObject([{ markdown: "Hello", number: null }]);
    expect(applyCommentOperations([comment(1)], [create], ada)).toMatchObject([{ number: 1 }]);
  });
});

describe("a comment and the pages that were read", () => {
  const pages = (numbers: number[], nextCursor: string | null, from = 1) => ({
    pages: [{ data: numbers.map((number) => comment(number)), nextCursor }],
    pageParams: [{ from, direction: "forward" as const }],
  });

  test("replaces an older one, and leaves a newer one", () => {
    const held = pages([1, 2], null);
    expect(withComment(held, comment(2, { version: 2, markdown: "New" }))!.pages[0]!.data[1]).toMatchObject({ markdown: "New" });
    const newer = withComment(held, comment(2, { version: 3 }))!;
    expect(withComment(newer, comment(2, { version: 2 }))).toBe(newer);
  });

  test("joins the end when it is the next one", () => {
    expect(withComment(pages([1, 2], null), comment(3))!.pages[0]!.data.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(withComment(pages([], null, 5), comment(5))!.pages[0]!.data).toHaveLength(1);
  });

  test("asks to read again where some are missing in between", () => {
    expect(withComment(pages([1, 2], null), comment(4))).toBeNull();
  });

  test("is left aside where the end was not read yet, or it is before the beginning", () => {
    const open = pages([1, 2], "more");
    expect(withComment(open, comment(3))).toBe(open);
    const late = pages([5, 6], null, 5);
    expect(withComment(late, comment(2))).toBe(late);
  });
});
