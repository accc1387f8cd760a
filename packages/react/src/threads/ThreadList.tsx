"use client";
import type { ThreadsFilter, ThreadSummary } from "@meanwhile/core";
import { forwardRef, type KeyboardEvent, type ReactElement, type ReactNode, useState } from "react";
import type { Labels } from "../provider/labels.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { Problem } from "../theme/Problem.tsx";
import { KeysDialog } from "../theme/KeysDialog.tsx";
import { RowList, useRows } from "../theme/RowList.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { ThreadFilterBar, type ThreadNarrowing } from "./ThreadFilterBar.tsx";
import { ThreadRow } from "./ThreadRow.tsx";
import { usePinnedFirst } from "./usePinnedFirst.ts";

export interface ThreadListProps {
  /** Which threads; all that the reader may see unless told. Threads of one channel come with the pinned ones first. */
  filter?: ThreadsFilter;
  /** What the list is narrowed to at first; open threads unless told. */
  initialNarrowing?: ThreadNarrowing;
  /** Names the list for screen readers. */
  label?: string;
  /** The thread that is open beside the list. */
  threadId?: string | null;
  onOpen?: (thread: ThreadSummary) => void;
  /** Makes rows links, so that they open in a new tab too. */
  href?: (thread: ThreadSummary) => string;
  /** Shown where there is nothing and nothing is filtered away: what to do. */
  emptyAction?: ReactNode;
  className?: string;
}

/**
 * Threads, newest activity first. It is as tall as its container lets it, mounts only the rows in sight, and keeps its place when
 * something changes above. Arrows or j and k move, Enter opens, ? shows the keys.
 */
export const ThreadList = forwardRef<HTMLElement, ThreadListProps>(function ThreadList({ filter = {}, initialNarrowing = { state: "open" }, label, threadId = null, onOpen, href, emptyAction, className }, ref): ReactElement {
  const labels = useLabels();
  const [narrowing, setNarrowing] = useState(initialNarrowing);
  const list = usePinnedFirst({ ...filter, ...narrowing });
  const [keysShown, setKeysShown] = useState(false);
  const ids = list.threads.map((thread) => thread.id);
  const rows = useRows(ids, threadId);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "?") setKeysShown(true);
    else rows.onKeyDown(event);
  };

  return (
    <section ref={ref} className={className ? `mw-thread-list ${className}` : "mw-thread-list"} aria-label={label ?? labels.threads} aria-busy={list.isPending} onKeyDown={onKeyDown}>
      <ThreadFilterBar value={narrowing} onChange={setNarrowing} />
      {list.error && <Problem title={labels.threadsFailed} error={list.error} onRetry={list.refetch} />}
      {list.isPending && !list.error && <Skeleton items={6} widths={[62, 88]} />}
      {!list.isPending && !list.error && ids.length === 0 && <NoThreads narrowed={Object.values(narrowing).some((part) => part !== undefined && part !== "open")} onClear={() => setNarrowing({})} action={emptyAction} />}
      <RowList rows={rows} pages={list} itemSize={68}>
        {list.threads.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} current={thread.id === threadId} tabIndex={thread.id === rows.activeId ? 0 : -1} href={href?.(thread)} onOpen={onOpen} />
        ))}
      </RowList>
      {keysShown && <KeysDialog keys={keysOf(labels)} onClose={() => setKeysShown(false)} />}
    </section>
  );
});

const keysOf = (labels: Labels) =>
  [
    ["j ↓", labels.keyNext],
    ["k ↑", labels.keyPrevious],
    ["Enter", labels.keyOpen],
    ["Home", labels.keyFirst],
    ["End", labels.keyLast],
    ["?", labels.keyHelp],
  ] as const;

function NoThreads({ narrowed, onClear, action }: { narrowed: boolean; onClear: () => void; action: ReactNode }): ReactElement {
  const labels = useLabels();
  return (
    <Empty title={narrowed ? labels.noThreadsHere : labels.noThreads}>
      <p>{narrowed ? labels.noThreadsHereHint : labels.noThreadsHint}</p>
      {narrowed ? (
        <button type="button" className="mw-button" data-kind="outline" onClick={onClear}>
          {labels.showAll}
        </button>
      ) : (
        action
      )}
    </Empty>
  );
}
