"use client";
import { type RefObject, useRef } from "react";
import type { VirtualizerHandle } from "virtua";
import { useLayout } from "./useLayout.ts";

/** Keeps the row at the top of a scrolled list where it is when rows come, go or move above it. */
export function useKeptPlace(virtualizer: RefObject<VirtualizerHandle | null>, ids: readonly string[]): void {
  const before = useRef(ids);
  useLayout(() => {
    const old = before.current;
    before.current = ids;
    const handle = virtualizer.current;
    if (!handle || handle.scrollOffset === 0 || old === ids) return;
    const was = handle.findItemIndex(handle.scrollOffset);
    const anchor = old[was];
    const is = anchor === undefined ? -1 : ids.indexOf(anchor);
    if (is < 0 || is === was) return;
    handle.scrollBy(handle.getItemOffset(is) - handle.getItemOffset(was));
  });
}
