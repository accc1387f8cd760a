"use client";
import type { CommentView, ThreadId, ThreadView } from "@meanwhile/core";
import { forwardRef, type ReactElement, type ReactNode, useId } from "react";
import { ThreadComments } from "./ThreadComments.tsx";
import { Composer } from "./Composer.tsx";
import { useLabels } from "../provider/useLabels.ts";
import type { MenuItem } from "../theme/Menu.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { ClosedBanner } from "./ClosedBanner.tsx";
import { ThreadContext } from "./ThreadContext.tsx";
import { ThreadHeader } from "./ThreadHeader.tsx";
import { useThread } from "./useThread.ts";

export interface ThreadPageProps {
  threadId: ThreadId;
  /** False where the host puts a `Composer` elsewhere, or none. */
  composer?: boolean;
  /** The level of its title; 2 unless told. What stands in it is below. */
  headingLevel?: number;
  /** What later slices do with a thread, after what threads do. */
  actions?: (thread: ThreadView) => MenuItem[];
  /** The same for a comment. */
  commentActions?: (comment: CommentView) => MenuItem[];
  /** What stands beside the menu of actions. */
  tools?: ReactNode;
  /** What later slices say of how it ended, over the comments. */
  outcome?: ReactNode;
  className?: string;
}

/** A thread as a page: title, what is known by now, how it ended if it did, comments to read, and where to answer. */
export const ThreadPage = forwardRef<HTMLElement, ThreadPageProps>(function ThreadPage({ threadId, composer = true, headingLevel = 2, actions, commentActions, tools, outcome, className }, ref): ReactElement {
  const labels = useLabels();
  const { data: thread, error, refetch } = useThread(threadId);
  const title = useId();
  const classes = className ? `mw-thread ${className}` : "mw-thread";
  if (!thread) {
    return (
      <section ref={ref} className={classes} aria-busy={!error} aria-label={labels.thread}>
        {error ? <Problem title={labels.threadFailed} error={error} onRetry={() => void refetch()} /> : <Skeleton items={4} widths={[34, 96, 78]} />}
      </section>
    );
  }
  return (
    <section ref={ref} className={classes} data-state={thread.closed ? "closed" : "open"} data-pinned={thread.pinned ? "" : undefined} aria-labelledby={title}>
      <ThreadHeader thread={thread} titleId={title} headingLevel={headingLevel} actions={actions?.(thread)} tools={tools} />
      <ThreadContext thread={thread} headingLevel={headingLevel + 1} />
      {outcome}
      {thread.closed && <ClosedBanner closed={thread.closed} />}
      {/* What is new is decided once, when the reader arrives: another thread begins anew. */}
      <ThreadComments key={threadId} thread={thread} headingLevel={headingLevel + 1} actions={commentActions} />
      {composer && <Composer threadId={threadId} />}
    </section>
  );
});
