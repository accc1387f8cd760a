"use client";
import { type FocusEvent, type KeyboardEvent, useState } from "react";

export interface RovingOptions {
  /** Which arrow keys move. In a grid, how many stand in a row. */
  axis: "horizontal" | "vertical" | { columns: number };
  /** Goes on at the other end. */
  loop?: boolean;
}

export interface Roving {
  /** For the element around the items. */
  container: { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void; onFocus: (event: FocusEvent<HTMLElement>) => void };
  /** For the item at that place: one of them is a tab stop, the arrows reach the others. */
  item: (index: number) => { "data-roving": true; tabIndex: 0 | -1 };
}

/** One tab stop for a group of controls; arrows, Home and End move inside it. */
export function useRoving({ axis, loop = true }: RovingOptions): Roving {
  const [active, setActive] = useState(0);
  return {
    container: {
      onFocus: (event) => {
        const index = items(event.currentTarget).indexOf(event.target);
        if (index >= 0) setActive(index);
      },
      onKeyDown: (event) => {
        const all = items(event.currentTarget);
        const from = all.indexOf(event.target as HTMLElement);
        if (from < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
        const to = target(event, from, all.length, axis, loop);
        if (to === undefined) return;
        event.preventDefault();
        all[to]?.focus();
      },
    },
    item: (index) => ({ "data-roving": true, tabIndex: index === active ? 0 : -1 }),
  };
}

function items(container: HTMLElement): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>("[data-roving]")];
}

function target(event: KeyboardEvent<HTMLElement>, from: number, count: number, axis: RovingOptions["axis"], loop: boolean): number | undefined {
  if (event.key === "Home") return 0;
  if (event.key === "End") return count - 1;
  const step = stepOf(event, axis);
  if (step === undefined) return undefined;
  const to = from + step;
  if (loop) return (to + count) % count;
  return Math.max(0, Math.min(to, count - 1));
}

function stepOf(event: KeyboardEvent<HTMLElement>, axis: RovingOptions["axis"]): number | undefined {
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
  if (sideways && axis !== "vertical") return event.key === forward ? 1 : -1;
  const rows = axis === "vertical" ? 1 : axis === "horizontal" ? 0 : axis.columns;
  if (rows > 0 && event.key === "ArrowDown") return rows;
  if (rows > 0 && event.key === "ArrowUp") return -rows;
  return undefined;
}
