"use client";
import type { ThreadSummary } from "@meanwhile/core";
import { AtSign, CircleCheck, Pin } from "../theme/icons.ts";
import { forwardRef, type MouseEvent, type ReactElement } from "react";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { DraftMark } from "../provider/DraftMark.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Mark } from "../theme/Mark.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";

export interface ThreadRowProps {
  thread: ThreadSummary;
  /** The thread that is open beside the list. */
  current: boolean;
  /** One row of a list is its tab stop. */
  tabIndex: 0 | -1;
  href: string | undefined;
  onOpen: ((thread: ThreadSummary) => void) | undefined;
}

/** A thread as a line of a list: what, who last, when, and how much of it is new. */
export const ThreadRow = forwardRef<HTMLAnchorElement & HTMLButtonElement, ThreadRowProps>(function ThreadRow({ thread, current, tabIndex, href, onOpen }, ref): ReactElement {
  const labels = useLabels();
  const unread = thread.me.unreadCount > 0;
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(thread);
  };
  return (
    <Element
      ref={ref}
      {...(href === undefined ? { type: "button" as const } : { href })}
      className="mw-thread-row"
      data-row={thread.id}
      data-unread={unread ? "" : undefined}
      data-pinned={thread.pinned ? "" : undefined}
      data-state={thread.closed ? "closed" : "open"}
      aria-current={current ? "true" : undefined}
      tabIndex={tabIndex}
      onClick={open}
    >
      <MemberAvatar member={thread.lastComment.author} size={28} />
      <span className="mw-thread-row-text">
        <span className="mw-thread-row-line">
          <span className="mw-thread-row-title">
            {thread.pinned && <Mark icon={<Pin aria-hidden />} label={labels.pinned} />}
            {thread.closed && <Mark icon={<CircleCheck aria-hidden />} label={labels.closed} />}
            <bdi>{thread.title}</bdi>
          </span>
          <RelativeTime at={thread.activeAt} focusable={false} />
        </span>
        <span className="mw-thread-row-line">
          <span className="mw-thread-row-excerpt">
            <span className="mw-thread-row-author">
              <bdi>{thread.lastComment.author.name}</bdi>
            </span>{" "}
            <bdi>{thread.lastComment.excerpt}</bdi>
          </span>
          <DraftMark place={thread.id} />
          {unread && (
            <span className="mw-thread-row-new">
              {thread.me.mentioned && <Mark icon={<AtSign aria-hidden />} label={labels.mentionsYou} />}
              {labels.newComments(thread.me.unreadCount)}
            </span>
          )}
        </span>
      </span>
    </Element>
  );
});
