import type { Operation } from "../client/operation.ts";
import type { MemberRef } from "../members/members.schema.ts";
import { plainBody } from "../shared/plainBody.ts";
import type { Comment } from "./comments.schema.ts";

/** A comment as a person who wrote, edited or reacted sees it at once. */
export interface CommentView extends Omit<Comment, "number"> {
  /** `null` until the server has numbered it. */
  number: number | null;
  /** What the server does not know yet: the first that failed, else the last one that wrote, edited or deleted. */
  operation: Operation | null;
}

/** Whoever writes before we know who they are. */
const SOMEBODY: MemberRef = { id: "", name: "", avatarUrl: null };

/**
 * Comments with a member's operations on them applied. New ones come last, in the order they were written, their Markdown as plain
 * paragraphs until the server has read it. What failed is undone, except words: a new comment that failed stays, with its
 * `operation` saying why.
 *
 * @param comments by number
 * @param operations of this thread's lane
 * @param me who made the operations
 */
export function applyCommentOperations(comments: readonly Comment[], operations: readonly Operation[], me: MemberRef | null): CommentView[] {
  const views: CommentView[] = comments.map((comment) => ({ ...comment, operation: null }));
  const author = me ?? SOMEBODY;

  const put = (comment: CommentView) => {
    const index = views.findIndex((view) => view.id === comment.id);
    if (index < 0) views.push(comment);
    else views[index] = comment;
  };
  const change = (id: string, operation: Operation, to: (view: CommentView) => Partial<CommentView>, marks: boolean) => {
    const view = views.find((one) => one.id === id);
    if (!view) return;
    const failed = operation.status === "failed";
    put({ ...view, ...(failed ? {} : to(view)), operation: view.operation?.status === "failed" || !(marks || failed) ? view.operation : operation });
  };
  /** The server's answer is there, and the list may not have heard of it. */
  const settled = (result: Comment | null | undefined) => {
    if (!result) return;
    const view = views.find((one) => one.id === result.id);
    if (!view || view.version <= result.version) put({ ...result, operation: null });
  };

  for (const operation of operations) {
    if (operation.call === "threads.create") {
      // The opening comment has an id of its own that the server makes; until it is read it goes by the operation's.
      if (views.length === 0) put(written(operation, operation.id, operation.input.markdown, author, null));
      continue;
    }
    if (operation.status === "sent") {
      settled(resultOf(operation));
      continue;
    }
    const happened = { at: operation.createdAt, by: author.id };
    switch (operation.call) {
      case "comments.create":
        if (!views.some((view) => view.id === operation.input.id)) put(written(operation, operation.input.id ?? operation.id, operation.input.markdown, author, null));
        break;
      case "threads.close":
      case "threads.reopen":
        if (operation.status !== "failed" || operation.input.markdown) {
          const action = operation.call === "threads.close" ? "closed" : "reopened";
          put(written(operation, operation.input.commentId ?? operation.id, operation.input.markdown ?? "", author, action));
        }
        break;
      case "comments.edit": {
        const { commentId, markdown, metadata } = operation.input;
        change(commentId, operation, (view) => ({ markdown, body: plainBody(markdown), metadata: metadata ?? view.metadata, edited: happened }), true);
        break;
      }
      case "comments.delete":
        change(operation.input.commentId, operation, () => ({ markdown: "", body: plainBody(""), reactions: [], deleted: happened, can: { edit: false, delete: false } }), true);
        break;
      case "comments.setReaction": {
        const { commentId, emoji, on } = operation.input;
        change(commentId, operation, (view) => ({ reactions: reacted(view.reactions, emoji, author.id, on) }), false);
        break;
      }
      case "comments.setAcknowledged": {
        const { commentId, acknowledged } = operation.input;
        change(commentId, operation, (view) => ({ acknowledgements: noted(view.acknowledgements, happened, acknowledged) }), false);
        break;
      }
    }
  }
  return views;
}

function resultOf(operation: Operation): Comment | null | undefined {
  switch (operation.call) {
    case "comments.create":
    case "comments.edit":
    case "comments.delete":
    case "comments.setReaction":
    case "comments.setAcknowledged":
      return operation.result;
    case "threads.close":
    case "threads.reopen":
      return operation.result?.comment;
    default:
      return null;
  }
}

/** A comment as it stands before the server has it. */
function written(operation: Operation<"comments.create" | "threads.create" | "threads.close" | "threads.reopen">, id: string, markdown: string, author: MemberRef, action: Comment["action"]): CommentView {
  const create = operation.call === "comments.create" ? operation.input : undefined;
  return {
    id: id as Comment["id"],
    threadId: operation.lane as Comment["threadId"],
    number: null,
    author,
    markdown,
    body: plainBody(markdown),
    action,
    audience: (create?.audience ?? { kind: "thread" }) as Comment["audience"],
    metadata: (create?.metadata ?? {}) as Comment["metadata"],
    reactions: [],
    acknowledgements: [],
    createdAt: operation.createdAt,
    edited: null,
    deleted: null,
    version: 0,
    can: { edit: false, delete: false },
    operation,
  };
}

function reacted(reactions: Comment["reactions"], emoji: string, memberId: string, on: boolean): Comment["reactions"] {
  const without = reactions.map((reaction) => (reaction.emoji === emoji ? { ...reaction, memberIds: reaction.memberIds.filter((id) => id !== memberId) } : reaction));
  if (!on) return without.filter((reaction) => reaction.memberIds.length > 0);
  if (!without.some((reaction) => reaction.emoji === emoji)) return [...without, { emoji, memberIds: [memberId] }];
  return without.map((reaction) => (reaction.emoji === emoji ? { ...reaction, memberIds: [...reaction.memberIds, memberId] } : reaction));
}

function noted(acknowledgements: Comment["acknowledgements"], happened: { at: string; by: string }, on: boolean): Comment["acknowledgements"] {
  const others = acknowledgements.filter((one) => one.by !== happened.by);
  return on ? [...others, happened] : others;
}
