"use client";
import type { ThreadsFilter, ThreadSummary } from "@meanwhile/core";
import { forwardRef, type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { Problem } from "../theme/Problem.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { useSeen } from "../theme/useSeen.ts";
import { ListItem } from "./ListItem.tsx";
import { ThreadFilterBar, type ThreadNarrowing } from "./ThreadFilterBar.tsx";
import { ThreadKeys } from "./ThreadKeys.tsx";
import { ThreadRow } from "./ThreadRow.tsx";
import { useKeptPlace } from "./useKeptPlace.ts";
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
  const [active, setActive] = useState<string | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const focusWanted = useRef(false);
  const ids = list.threads.map((thread) => thread.id);
  const activeIndex = Math.max(0, ids.indexOf((active ?? threadId) as (typeof ids)[number]));
  useKeptPlace(virtualizer, ids);
  const end = useSeen<HTMLDivElement>(() => list.fetchNextPage(), list.hasNextPage && !list.isFetchingNextPage, ids.length);

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    return whenVisible(() => scroller.current?.querySelector<HTMLElement>(`[data-thread="${active}"]`), (row) => row.focus({ preventScroll: true }));
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "?") return setKeysShown((shown) => !shown);
    if (event.key === "Escape" && keysShown) return setKeysShown(false);
    const to = rowAfter(event.key, activeIndex, ids.length);
    if (to === undefined || !scroller.current?.contains(event.target as Node)) return;
    event.preventDefault();
    focusWanted.current = true;
    setActive(ids[to] ?? null);
    virtualizer.current?.scrollToIndex(to, { align: "nearest" });
  };

  return (
    <section ref={ref} className={className ? `mw-thread-list ${className}` : "mw-thread-list"} aria-label={label ?? labels.threads} aria-busy={list.isPending} onKeyDown={onKeyDown}>
      <ThreadFilterBar value={narrowing} onChange={setNarrowing} />
      {list.error && <Problem title={labels.threadsFailed} error={list.error} onRetry={list.refetch} />}
      {list.isPending && !list.error && <Skeleton items={6} widths={[62, 88]} />}
      {!list.isPending && !list.error && ids.length === 0 && <NoThreads narrowed={Object.values(narrowing).some((part) => part !== undefined && part !== "open")} onClear={() => setNarrowing({})} action={emptyAction} />}
      <div ref={scroller} className="mw-thread-scroller" hidden={ids.length === 0} onFocus={(event) => setActive(event.target.closest<HTMLElement>("[data-thread]")?.dataset["thread"] ?? null)}>
        <Virtualizer ref={virtualizer} as="ul" item={ListItem} keepMounted={[activeIndex]} itemSize={68}>
          {list.threads.map((thread, index) => (
            <ThreadRow key={thread.id} thread={thread} current={thread.id === threadId} tabIndex={index === activeIndex ? 0 : -1} href={href?.(thread)} onOpen={onOpen} />
          ))}
        </Virtualizer>
        <div ref={end} className="mw-list-end" role="status">
          {list.isFetchingNextPage ? labels.loadingMore : ""}
        </div>
      </div>
      {keysShown && <ThreadKeys onClose={() => setKeysShown(false)} />}
    </section>
  );
});

/** A row that was just mounted stays hidden until it was measured, and what is hidden takes no focus. Returns how to give up. */
function whenVisible(find: () => HTMLElement | null | undefined, act: (row: HTMLElement) => void): () => void {
  let frame = 0;
  const look = () => {
    const row = find();
    if (!row) return;
    if (getComputedStyle(row).visibility === "visible") act(row);
    else frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

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

function rowAfter(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "j" || key === "ArrowDown") return Math.min(from + 1, count - 1);
  if (key === "k" || key === "ArrowUp") return Math.max(from - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
