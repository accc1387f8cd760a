"use client";
import type { CommentView, Thread } from "@meanwhile/core";
import { Fragment, type ReactElement, useRef, useState } from "react";
import { CommentItem } from "../comments/CommentItem.tsx";
import { useComments } from "../comments/useComments.ts";
import { useMe } from "../members/useMe.ts";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import type { MenuItem } from "../theme/Menu.tsx";
import { Problem } from "../theme/Problem.tsx";
import { shortTime } from "../theme/timeText.ts";
import { Skeleton } from "../theme/Skeleton.tsx";
import { useSeen } from "../theme/useSeen.ts";
import { useSetPosition } from "./useSetPosition.ts";

/** How much of what is known already stands before what is new. */
const BEFORE = 3;
const PAGE = 40;

/** The comments of a thread, from shortly before the first new one on. Reading to the end marks them read. */
export function ThreadComments({ thread, headingLevel, actions }: { thread: Thread; headingLevel: number; actions?: ((comment: CommentView) => MenuItem[]) | undefined }): ReactElement {
  const labels = useLabels();
  const format = useMeanwhile();
  const { data: me } = useMe();
  const setPosition = useSetPosition();
  // Where the reader was when they came; the line stays there while they read.
  const [arrival] = useState(() => ({ position: thread.me.position, from: firstShown(thread) }));
  const list = useComments(thread.id, { from: arrival.from });
  const comments = list.comments;
  const last = comments.reduce((highest, comment) => Math.max(highest, comment.number ?? 0), 0);
  // What the reader marks unread again while they look at it stays unread.
  const reached = useRef(0);
  reached.current = Math.max(reached.current, thread.me.position);
  const toRead = !list.hasNextPage && last > reached.current;
  const end = useSeen<HTMLDivElement>(() => setPosition({ threadId: thread.id, position: last }), toRead, last);
  const isNew = (comment: CommentView) => comment.number !== null && comment.number > arrival.position && me !== undefined && comment.author.id !== me.id;
  const firstNew = arrival.position > 0 ? comments.find(isNew) : undefined;
  const lastRead = comments.filter((comment) => comment.number !== null && comment.number <= arrival.position).at(-1);

  if (list.isPending) return <Skeleton items={3} widths={[24, 94, 81]} />;
  return (
    <div className="mw-comments" aria-busy={list.isFetchingNextPage || list.isFetchingPreviousPage}>
      {list.error && <Problem title={labels.commentsFailed} error={list.error} onRetry={() => void list.refetch()} />}
      {list.hasPreviousPage && (
        <button type="button" className="mw-button mw-load-more" aria-disabled={list.isFetchingPreviousPage || undefined} onClick={() => void list.fetchPreviousPage()}>
          {labels.loadEarlier((comments[0]?.number ?? 1) - 1)}
        </button>
      )}
      <ol className="mw-comment-list">
        {comments.map((comment) => (
          <Fragment key={comment.id}>
            {comment === firstNew && (
              <li className="mw-unread-line">
                <span>{lastRead ? labels.newSince(shortTime(Date.parse(lastRead.createdAt), format)) : labels.new}</span>
              </li>
            )}
            <li>
              <CommentItem comment={comment} unread={isNew(comment)} headingLevel={headingLevel} actions={actions} />
            </li>
          </Fragment>
        ))}
      </ol>
      {list.hasNextPage && (
        <button type="button" className="mw-button mw-load-more" aria-disabled={list.isFetchingNextPage || undefined} onClick={() => void list.fetchNextPage()}>
          {labels.loadLater}
        </button>
      )}
      <div ref={end} className="mw-comments-end" />
    </div>
  );
}

/** A short thread is read from the start; a long one from where the reader was, or its last page where they know it all. */
function firstShown({ commentCount, me }: Thread): number {
  if (commentCount <= PAGE) return 1;
  const known = Math.min(me.position, commentCount - PAGE / 2);
  return Math.max(1, known - BEFORE);
}
