"use client";
import { type KeyboardEvent, type ReactElement, type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useLabels } from "../provider/useLabels.ts";
import { ListItem } from "./ListItem.tsx";
import { useKeptPlace } from "./useKeptPlace.ts";
import { useSeen } from "./useSeen.ts";

/** A list that is read page by page, as far as showing it goes. */
export interface RowPages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

export interface Rows {
  /** The row that the arrows start from, and that a key acts on; `null` in an empty list. */
  activeId: string | null;
  /** For the element around everything that belongs to the list. Arrows, j, k, Home and End move between rows. */
  onKeyDown: (event: KeyboardEvent) => void;
  /** Moves the focus to a row. */
  focus: (id: string) => void;
  state: RowState;
}

interface RowState {
  ids: readonly string[];
  activeIndex: number;
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: RefObject<VirtualizerHandle | null>;
  setActive: (id: string | null) => void;
}

/**
 * Which row of a list is active, by keyboard and focus. When the active row leaves the list, the one that took its place is active, and has
 * the focus if that one had it.
 *
 * @param current the row that is open beside the list
 */
export function useRows(ids: readonly string[], current: string | null = null): Rows {
  const [active, setActive] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const wanted = useRef<string | null>(null);
  const place = useRef(0);
  const wished = ids.indexOf(active ?? current ?? "");
  const activeIndex = wished >= 0 ? wished : active === null ? 0 : Math.max(0, Math.min(place.current, ids.length - 1));
  const activeId = ids[activeIndex] ?? null;

  const focus = useCallback((id: string) => {
    wanted.current = id;
    setActive(id);
  }, []);

  useEffect(() => {
    if (active !== null && activeId !== null && active !== activeId && document.activeElement === document.body && scroller.current) wanted.current = activeId;
    place.current = activeIndex;
    if (wanted.current === null || wanted.current !== activeId) return;
    wanted.current = null;
    virtualizer.current?.scrollToIndex(activeIndex, { align: "nearest" });
    return whenVisible(() => rowsIn(scroller).find((row) => row.dataset["row"] === activeId), (row) => row.focus({ preventScroll: true }));
  }, [active, activeId, activeIndex]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = rowAfter(event.key, activeIndex, ids.length);
    if (to === undefined || !scroller.current?.contains(event.target as Node)) return;
    event.preventDefault();
    focus(ids[to]!);
  };

  return { activeId, onKeyDown, focus, state: { ids, activeIndex, scroller, virtualizer, setActive } };
}

export interface RowListProps {
  rows: Rows;
  pages: RowPages;
  /** The height of a row, about, in pixels. */
  itemSize: number;
  /** One row each, in the order of the ids. What takes its focus has `data-row` with the id, and `tabIndex` 0 where it is active. */
  children: readonly ReactNode[];
}

/** Rows in a scroller of their own: only those in sight are mounted, it keeps its place when something changes above, and reads on at its end. */
export function RowList({ rows: { state }, pages, itemSize, children }: RowListProps): ReactElement {
  const labels = useLabels();
  const { ids, activeIndex, scroller, virtualizer, setActive } = state;
  useKeptPlace(virtualizer, ids);
  const end = useSeen<HTMLDivElement>(() => pages.fetchNextPage(), pages.hasNextPage && !pages.isFetchingNextPage, ids.length);
  return (
    <div
      ref={scroller}
      className="mw-rows"
      hidden={ids.length === 0}
      onFocus={(event) => {
        const row = event.target.closest("li")?.querySelector<HTMLElement>("[data-row]")?.dataset["row"];
        if (row !== undefined) setActive(row);
      }}
    >
      <Virtualizer ref={virtualizer} as="ul" item={ListItem} keepMounted={[activeIndex]} itemSize={itemSize}>
        {children}
      </Virtualizer>
      <div ref={end} className="mw-rows-end" role="status">
        {pages.isFetchingNextPage ? labels.loadingMore : ""}
      </div>
    </div>
  );
}

const rowsIn = (scroller: RefObject<HTMLElement | null>) => [...(scroller.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

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

function rowAfter(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "j" || key === "ArrowDown") return Math.min(from + 1, count - 1);
  if (key === "k" || key === "ArrowUp") return Math.max(from - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
