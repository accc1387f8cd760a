"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useRoving } from "../theme/useRoving.ts";

/** What a reader may narrow a list to, beside what the list is of. */
export interface ThreadNarrowing {
  state?: "open" | "closed" | undefined;
  unread?: boolean | undefined;
  mine?: boolean | undefined;
  mentioned?: boolean | undefined;
}

export interface ThreadFilterBarProps {
  value: ThreadNarrowing;
  onChange: (value: ThreadNarrowing) => void;
}

/** Toggles that narrow a list of threads. */
export function ThreadFilterBar({ value, onChange }: ThreadFilterBarProps): ReactElement {
  const labels = useLabels();
  const roving = useRoving({ axis: "horizontal" });
  const state = (wanted: "open" | "closed") => ({ pressed: value.state === wanted, next: { ...value, state: value.state === wanted ? undefined : wanted } });
  const flag = (name: "unread" | "mine" | "mentioned") => ({ pressed: value[name] === true, next: { ...value, [name]: value[name] ? undefined : true } });
  const toggles = [
    { label: labels.filterOpen, ...state("open") },
    { label: labels.filterClosed, ...state("closed") },
    { label: labels.filterUnread, ...flag("unread") },
    { label: labels.filterMine, ...flag("mine") },
    { label: labels.filterMentioned, ...flag("mentioned") },
  ];
  return (
    <div className="mw-filter" role="toolbar" aria-label={labels.filter} {...roving.container}>
      {toggles.map(({ label, pressed, next }, index) => (
        <button key={label} type="button" className="mw-button mw-chip" aria-pressed={pressed} onClick={() => onChange(next)} {...roving.item(index)}>
          {label}
        </button>
      ))}
    </div>
  );
}
