import type { ThreadId } from "../shared/ids.ts";
import { INBOX_REASONS } from "./inbox.item.rules.ts";
import type { InboxReason } from "./inbox.schema.ts";

/** A comment of the period that the member may see and did not write. */
export interface CatchUpComment {
  threadId: ThreadId;
  number: number;
  /** It asks something. */
  asks: boolean;
  /** It names the member, is for them by name, or stands among named people they are one of. */
  named: boolean;
  /** The member wrote in the thread since. */
  answered: boolean;
}

export interface CatchUpPlan {
  /** Comments that ask the member something: unanswered first, then newest first. */
  questions: CatchUpComment[];
  /** Threads with news for the member, and where the news begins: what needs them most first, then the most written in. */
  followed: { threadId: ThreadId; number: number; comments: number }[];
  rest: { threads: number; comments: number };
}

/**
 * What goes where. Each thread is told of once: where something was decided, where the member was asked, where they follow; the rest is counted.
 *
 * @param comments newest first
 * @param decided threads in which something was decided
 * @param items why threads are in the member's inbox
 * @param most how many questions, and how many threads
 */
export function arrangeCatchUp(comments: readonly CatchUpComment[], decided: ReadonlySet<ThreadId>, items: ReadonlyMap<ThreadId, InboxReason>, most: number): CatchUpPlan {
  const asked = comments.filter((comment) => comment.asks && comment.named);
  const questions = [...asked.filter((comment) => !comment.answered), ...asked.filter((comment) => comment.answered)].slice(0, most);
  const told = new Set<ThreadId>([...decided, ...questions.map((question) => question.threadId)]);

  const threads = new Map<ThreadId, { threadId: ThreadId; number: number; comments: number }>();
  for (const { threadId, number } of comments) {
    const thread = threads.get(threadId);
    threads.set(threadId, { threadId, number: Math.min(number, thread?.number ?? number), comments: (thread?.comments ?? 0) + 1 });
  }
  const strength = (threadId: ThreadId) => INBOX_REASONS.indexOf(items.get(threadId)!);
  const followed = [...threads.values()]
    .filter(({ threadId }) => items.has(threadId) && !told.has(threadId))
    .sort((a, b) => strength(a.threadId) - strength(b.threadId) || b.comments - a.comments || (a.threadId < b.threadId ? -1 : 1))
    .slice(0, most);
  for (const { threadId } of followed) told.add(threadId);

  const others = [...threads.values()].filter(({ threadId }) => !told.has(threadId));
  return { questions, followed, rest: { threads: others.length, comments: others.reduce((sum, thread) => sum + thread.comments, 0) } };
}
