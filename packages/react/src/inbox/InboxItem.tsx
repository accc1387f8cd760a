"use client";
import type { InboxItemView, InboxReason } from "@meanwhile/core";
import { AtSign, Bookmark, Check, CircleCheck, Ellipsis, Inbox as InboxIcon, MailOpen, Mail } from "../theme/icons.ts";
import { forwardRef, type MouseEvent, type ReactElement } from "react";
import { OperationState } from "../comments/OperationState.tsx";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Mark } from "../theme/Mark.tsx";
import { Menu, type MenuItem } from "../theme/Menu.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { InboxNote } from "./InboxNote.tsx";
import { SnoozeMenu } from "./SnoozeMenu.tsx";
import type { InboxChange, InboxChanges } from "./useInboxChange.ts";

export interface InboxItemProps {
  item: InboxItemView;
  changes: InboxChanges;
  /** Told of every change that was made here, with a word for it, so that it can be taken back. */
  onChange?: ((change: InboxChange, said: string) => void) | undefined;
  /** It is open beside the list. */
  current?: boolean;
  /** One item of a list is its tab stop. */
  tabIndex?: 0 | -1;
  href?: string | undefined;
  onOpen?: ((item: InboxItemView) => void) | undefined;
  className?: string;
}

/** Why something is here, where, who last, and what can be done with it without opening it. */
export const InboxItem = forwardRef<HTMLElement, InboxItemProps>(function InboxItem({ item, changes, onChange, current = false, tabIndex = 0, href, onOpen, className }, ref): ReactElement {
  const labels = useLabels();
  const unread = item.state === "unread";
  const Element = href === undefined ? "button" : "a";
  const { id: itemId } = item;
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(item);
  };
  const more: MenuItem[] = [
    { id: "saved", label: item.savedAt ? labels.unsave : labels.saveForLater, icon: <Bookmark aria-hidden />, onSelect: () => onChange?.(changes.setSaved({ itemId, saved: !item.savedAt }), item.savedAt ? labels.unsaved : labels.savedForLater) },
    unread
      ? { id: "read", label: labels.markRead, icon: <MailOpen aria-hidden />, onSelect: () => onChange?.(changes.setState({ itemId, state: "read" }), labels.markedRead) }
      : { id: "unread", label: labels.markUnread, icon: <Mail aria-hidden />, onSelect: () => onChange?.(changes.setState({ itemId, state: "unread" }), labels.markedUnread) },
  ];
  const done = item.state === "done";
  const placeName = item.channel?.name ?? item.about?.id ?? (item.threadId ? labels.privatePlace : null);
  return (
    <article
      ref={ref}
      className={className ? `mw-inbox-item ${className}` : "mw-inbox-item"}
      data-state={item.state}
      data-reason={item.reason}
      data-snoozed={item.snooze ? "" : undefined}
      data-saved={item.savedAt ? "" : undefined}
      data-current={current ? "" : undefined}
    >
      <MemberAvatar member={item.lastComment?.author ?? item.by ?? { id: itemId, name: item.title, avatarUrl: null }} size={28} />
      <div className="mw-inbox-text">
        <div className="mw-inbox-line">
          <Element {...(href === undefined ? { type: "button" as const } : { href })} className="mw-inbox-title" data-row={itemId} tabIndex={tabIndex} aria-current={current ? "true" : undefined} onClick={open}>
            {item.savedAt && <Mark icon={<Bookmark aria-hidden />} label={labels.saved} />}
            {item.closed && <Mark icon={<CircleCheck aria-hidden />} label={labels.closed} />}
            {unread && <span className="mw-hidden">{labels.filterUnread}: </span>}
            <bdi>{item.title}</bdi>
          </Element>
          <RelativeTime at={item.changedAt} focusable={false} />
        </div>
        {item.lastComment && (
          <p className="mw-inbox-excerpt">
            <span className="mw-inbox-author">
              <bdi>{item.lastComment.author.name}</bdi>
            </span>{" "}
            <bdi>{item.lastComment.excerpt}</bdi>
          </p>
        )}
        <p className="mw-facts mw-inbox-facts">
          <Reason reason={item.reason} markedBy={item.markedUnread?.by.name} />
          {placeName !== null && <bdi>{placeName}</bdi>}
          {item.unreadCount > 0 && <span className="mw-inbox-new">{labels.newComments(item.unreadCount)}</span>}
          <InboxNote item={item} />
        </p>
        <OperationState operation={item.operation} />
      </div>
      <div className="mw-inbox-actions">
        <button
          type="button"
          className="mw-button"
          data-icon=""
          tabIndex={tabIndex}
          aria-label={done ? labels.backToInbox : labels.markDone}
          title={done ? labels.backToInbox : labels.markDone}
          onClick={() => onChange?.(changes.setState({ itemId, state: done ? "read" : "done" }), done ? labels.movedToInbox : labels.markedDone)}
        >
          {done ? <InboxIcon aria-hidden /> : <Check aria-hidden />}
        </button>
        <SnoozeMenu
          item={item}
          tabIndex={tabIndex}
          onSnooze={(until) => onChange?.(changes.snooze({ itemId, until }), labels.snoozed)}
          onUnsnooze={() => onChange?.(changes.unsnooze({ itemId }), labels.movedToInbox)}
        />
        <Menu label={labels.more} items={more} tabIndex={tabIndex}>
          <Ellipsis aria-hidden />
        </Menu>
      </div>
    </article>
  );
});

function Reason({ reason, markedBy }: { reason: InboxReason; markedBy: string | undefined }): ReactElement {
  const labels = useLabels();
  return (
    <span className="mw-inbox-reason" data-reason={reason}>
      {reason === "mentioned" && <AtSign aria-hidden />}
      {reason === "unread_for_you" && markedBy !== undefined ? labels.unreadBy(markedBy) : labels.inboxReasons[reason]}
    </span>
  );
}
