"use client";
import type { InboxItemView } from "@meanwhile/core";
import { forwardRef, type KeyboardEvent, type ReactElement, useState } from "react";
import type { Labels } from "../provider/labels.ts";
import { useLabels } from "../provider/useLabels.ts";
import { KeysDialog } from "../theme/KeysDialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { RowList, useRows } from "../theme/RowList.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { InboxEmpty } from "./InboxEmpty.tsx";
import { InboxItem } from "./InboxItem.tsx";
import { InboxUndo, type Undoable } from "./InboxUndo.tsx";
import { InboxViews } from "./InboxViews.tsx";
import { SnoozeDialog } from "./SnoozeDialog.tsx";
import { type InboxView, INBOX_VIEWS } from "./views.ts";
import { useInbox } from "./useInbox.ts";
import { type InboxChange, useInboxChange } from "./useInboxChange.ts";

export interface InboxProps {
  /** What is shown at first; what is new and not done unless told. */
  initialView?: InboxView;
  /** The item that is open beside the list. */
  itemId?: string | null;
  onOpen?: (item: InboxItemView) => void;
  /** Makes items links, so that they open in a new tab too. */
  href?: (item: InboxItemView) => string;
  className?: string;
}

/**
 * What is new for the reader and why, newest first. j and k move, e marks done, s saves, u marks unread, h snoozes, z takes the last
 * change back, ? shows the keys. Everything shows at once and can be taken back.
 */
export const Inbox = forwardRef<HTMLElement, InboxProps>(function Inbox({ initialView = "inbox", itemId = null, onOpen, href, className }, ref): ReactElement {
  const labels = useLabels();
  const [view, setView] = useState(initialView);
  const [keysShown, setKeysShown] = useState(false);
  const [snoozing, setSnoozing] = useState<InboxItemView | null>(null);
  const [last, setLast] = useState<Undoable | null>(null);
  const list = useInbox(INBOX_VIEWS[view]);
  const changes = useInboxChange();
  const rows = useRows(list.data.map(({ id }) => id), itemId);
  const active = list.data.find(({ id }) => id === rows.activeId);
  const changed = (change: InboxChange, said: string) => setLast({ change, said });

  const keys: Record<string, (item: InboxItemView) => void> = {
    e: ({ id, state }) => (state === "done" ? changed(changes.setState({ itemId: id, state: "read" }), labels.movedToInbox) : changed(changes.setState({ itemId: id, state: "done" }), labels.markedDone)),
    s: ({ id, savedAt }) => changed(changes.setSaved({ itemId: id, saved: !savedAt }), savedAt ? labels.unsaved : labels.savedForLater),
    u: ({ id, state }) => changed(changes.setState({ itemId: id, state: state === "unread" ? "read" : "unread" }), state === "unread" ? labels.markedRead : labels.markedUnread),
    h: setSnoozing,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isElsewhere(event)) return;
    const act = keys[event.key];
    if (event.key === "?") setKeysShown(true);
    else if (event.key === "z" && last) void last.change.undo().finally(() => setLast(null));
    else if (act && active) act(active);
    else return rows.onKeyDown(event);
    event.preventDefault();
  };

  return (
    <section ref={ref} className={className ? `mw-inbox ${className}` : "mw-inbox"} data-view={view} aria-label={labels.inbox} aria-busy={list.isPending} onKeyDown={onKeyDown}>
      <InboxViews
        value={view}
        onChange={setView}
        onReadAll={() => changed(changes.readAll({}), labels.allMarkedRead)}
        onArchiveAll={(olderThan) => changed(changes.archiveAll(olderThan === undefined ? {} : { olderThan }), labels.allMarkedDone)}
      />
      {list.error && list.data.length === 0 && <Problem title={labels.inboxFailed} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && !list.error && <Skeleton items={5} widths={[58, 84, 36]} />}
      {!list.isPending && !list.error && list.data.length === 0 && !list.hasNextPage && <InboxEmpty view={view} onReset={() => setView("inbox")} />}
      <RowList rows={rows} pages={list} itemSize={88}>
        {list.data.map((item) => (
          <InboxItem
            key={item.id}
            item={item}
            changes={changes}
            onChange={changed}
            current={item.id === itemId}
            tabIndex={item.id === rows.activeId ? 0 : -1}
            href={href?.(item)}
            onOpen={onOpen}
          />
        ))}
      </RowList>
      <InboxUndo last={last} onDone={() => setLast(null)} />
      {snoozing && (
        <SnoozeDialog
          title={snoozing.title}
          onClose={() => setSnoozing(null)}
          onChoose={(at) => {
            setSnoozing(null);
            changed(changes.snooze({ itemId: snoozing.id, until: { kind: "time", at } }), labels.snoozed);
          }}
        />
      )}
      {keysShown && <KeysDialog keys={keysOf(labels)} onClose={() => setKeysShown(false)} />}
    </section>
  );
});

/** Letters typed into a field, a menu or a dialog mean what they mean there. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  return (target as Element).closest("input, textarea, select, [role=menu], dialog") !== null;
}

const keysOf = (labels: Labels) =>
  [
    ["j ↓", labels.keyNextItem],
    ["k ↑", labels.keyPreviousItem],
    ["Enter", labels.keyOpenItem],
    ["e", labels.markDone],
    ["s", labels.saveForLater],
    ["u", labels.keyUnread],
    ["h", labels.snooze],
    ["z", labels.keyUndo],
    ["?", labels.keyHelp],
  ] as const;
