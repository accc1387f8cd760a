"use client";
import type { ThreadView } from "@meanwhile/core";
import { CircleCheck, Ellipsis, Pencil, Pin, PinOff, RotateCcw, UserRound } from "../theme/icons.ts";
import { type ReactElement, type ReactNode, useState } from "react";
import { OperationState } from "../comments/OperationState.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Heading } from "../theme/Heading.tsx";
import { Menu, type MenuItem } from "../theme/Menu.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { AssignDialog } from "./AssignDialog.tsx";
import { TitleEditor } from "./TitleEditor.tsx";
import { useCloseThread } from "./useCloseThread.ts";
import { useReopenThread } from "./useReopenThread.ts";
import { useSetPinned } from "./useSetPinned.ts";

/** The title, who began it and when, and what can be done with the thread as a whole. */
export function ThreadHeader({ thread, titleId, headingLevel, actions = [], tools }: { thread: ThreadView; titleId: string; headingLevel: number; actions?: MenuItem[] | undefined; tools?: ReactNode }): ReactElement {
  const labels = useLabels();
  const [editing, setEditing] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const close = useCloseThread();
  const reopen = useReopenThread();
  const setPinned = useSetPinned();
  const failed = thread.operation?.status === "failed" ? thread.operation : null;
  const items: MenuItem[] = [];
  if (thread.can.update) items.push({ id: "title", label: labels.editTitle, icon: <Pencil aria-hidden />, onSelect: () => setEditing(true) });
  if (thread.can.move)
    items.push(
      thread.pinned
        ? { id: "pin", label: labels.unpin, icon: <PinOff aria-hidden />, onSelect: () => setPinned({ threadId: thread.id, pinned: false }) }
        : { id: "pin", label: labels.pin, icon: <Pin aria-hidden />, onSelect: () => setPinned({ threadId: thread.id, pinned: true }) },
    );
  if (thread.can.close)
    items.push(
      thread.closed
        ? { id: "state", label: labels.reopen, icon: <RotateCcw aria-hidden className="mw-mirrored" />, onSelect: () => reopen({ threadId: thread.id }) }
        : { id: "state", label: labels.closeThread, icon: <CircleCheck aria-hidden />, onSelect: () => close({ threadId: thread.id }) },
    );
  if (thread.can.close) items.push({ id: "assign", label: labels.assign, icon: <UserRound aria-hidden />, onSelect: () => setAssigning(true) });
  items.push(...actions);
  return (
    <header className="mw-thread-header">
      {editing ? (
        <TitleEditor thread={thread} onDone={() => setEditing(false)} />
      ) : (
        <Heading level={headingLevel} id={titleId} className="mw-thread-title" dir="auto">
          {thread.title}
        </Heading>
      )}
      {!editing && (
        <div className="mw-thread-tools">
          {tools}
          {items.length > 0 && (
            <Menu label={labels.threadActions} items={items}>
              <Ellipsis aria-hidden />
            </Menu>
          )}
        </div>
      )}
      <div className="mw-meta mw-facts mw-thread-facts">
        {thread.pinned && (
          <span className="mw-fact">
            <Pin aria-hidden />
            {labels.pinned}
          </span>
        )}
        <span dir="auto">{thread.author.name}</span>
        <RelativeTime at={thread.createdAt} />
        <span>{labels.comments(thread.commentCount)}</span>
        {thread.assignee && (
          <span className="mw-fact">
            <UserRound aria-hidden />
            <span dir="auto">{labels.assignedTo(thread.assignee.name)}</span>
          </span>
        )}
      </div>
      <OperationState operation={failed} />
      {assigning && <AssignDialog thread={thread} onClose={() => setAssigning(false)} />}
    </header>
  );
}
