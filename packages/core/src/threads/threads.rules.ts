import type { Operation } from "../client/operation.ts";
import type { MemberRef } from "../members/members.schema.ts";
import { plainBody } from "../shared/plainBody.ts";
import type { Thread, ThreadSummary } from "./threads.schema.ts";

/** A thread as a person who closed, pinned, renamed or read it sees it at once. */
export type ThreadView<T extends ThreadSummary = Thread> = T & {
  /** What the server does not know yet: the first that failed, else the last one; `null` for reading positions, which are nobody's worry. */
  operation: Operation | null;
};

/**
 * A thread with a member's operations on it applied; what failed is undone, and shown in `operation`.
 *
 * @param operations in any lane; those of other threads are left aside
 * @param memberId who made the operations
 */
export function applyThreadOperations<T extends ThreadSummary>(thread: T, operations: readonly Operation[], memberId: string): ThreadView<T> {
  let view: ThreadSummary = thread;
  let shown: Operation | null = null;
  for (const operation of operations) {
    if (operation.status === "sent") {
      const result = resultOf(operation);
      // A tie goes to the answer: the list was read before it.
      if (result?.id === thread.id && result.version >= view.version) view = narrowed(result, thread);
      continue;
    }
    const change = changeOf(operation, view, memberId);
    if (!change) continue;
    if (operation.status !== "failed") view = { ...view, ...change };
    if (operation.call !== "threads.setPosition" && shown?.status !== "failed") shown = operation;
  }
  return { ...(view as T), operation: shown };
}

/** A thread that was started and that the server does not have yet, as its author sees it. */
export function startedThread(operation: Operation<"threads.create">, me: MemberRef | null): ThreadView {
  const { input, createdAt } = operation;
  const author = me ?? { id: "", name: "", avatarUrl: null };
  const excerpt = input.markdown.trim().split("\n", 1)[0]!.slice(0, 200);
  return {
    id: operation.lane as Thread["id"],
    title: input.title ?? excerpt,
    channelId: ("channelId" in input ? input.channelId : null) as Thread["channelId"],
    subject: "subject" in input ? input.subject : null,
    people: "people" in input ? [author] : null,
    author,
    metadata: (input.metadata ?? {}) as Thread["metadata"],
    commentCount: 1,
    lastComment: { author, excerpt, at: createdAt },
    pinned: null,
    closed: null,
    assignee: null,
    createdAt,
    activeAt: createdAt,
    version: 0,
    me: { position: 1, unreadCount: 0, mentioned: false },
    context: null,
    // Nothing can be done to it but wait; comments queue up behind it.
    can: { comment: true, update: false, close: false, move: false },
    operation,
  };
}

function changeOf(operation: Operation, thread: ThreadSummary, memberId: string): Partial<Thread> | null {
  const happened = { at: operation.createdAt, by: memberId };
  switch (operation.call) {
    case "threads.close":
      return operation.input.threadId === thread.id ? { closed: thread.closed ?? happened } : null;
    case "threads.reopen":
      return operation.input.threadId === thread.id ? { closed: null } : null;
    case "threads.setPinned":
      return operation.input.threadId === thread.id ? { pinned: operation.input.pinned ? (thread.pinned ?? happened) : null } : null;
    case "threads.update":
      return operation.input.threadId === thread.id ? { title: operation.input.title ?? thread.title, metadata: operation.input.metadata ?? thread.metadata } : null;
    case "threads.setContext": {
      const { threadId, markdown, baseVersion } = operation.input;
      if (threadId !== thread.id) return null;
      // Rows of a list show none.
      return "context" in thread ? { context: markdown.trim() === "" ? null : { markdown, body: plainBody(markdown), version: baseVersion, edited: happened } } : {};
    }
    case "threads.setPosition": {
      if (operation.input.threadId !== thread.id) return null;
      const position = Math.min(operation.input.position, thread.commentCount);
      const unreadCount = thread.commentCount - position;
      return { me: { ...thread.me, position, unreadCount, mentioned: unreadCount > 0 && thread.me.mentioned } };
    }
    default:
      return null;
  }
}

function resultOf(operation: Operation): Thread | null | undefined {
  switch (operation.call) {
    case "threads.update":
    case "threads.setContext":
    case "threads.setPinned":
    case "threads.setAssignee":
    case "threads.setPosition":
      return operation.result;
    case "threads.close":
    case "threads.reopen":
      return operation.result?.thread;
    default:
      return null;
  }
}

/** As much of an answer as the thread it stands for had: a list's rows have no context. */
function narrowed(result: Thread, thread: ThreadSummary): ThreadSummary {
  return Object.fromEntries(Object.keys(thread).map((key) => [key, result[key as keyof Thread]])) as unknown as ThreadSummary;
}
