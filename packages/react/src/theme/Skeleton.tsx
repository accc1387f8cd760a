"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";

/** The shape of what is coming, on a first load only. `widths` are the lines of one item, in percent. */
export function Skeleton({ items, widths }: { items: number; widths: readonly number[] }): ReactElement {
  const labels = useLabels();
  return (
    <div className="mw-skeleton" role="status">
      <span className="mw-hidden">{labels.loading}</span>
      {Array.from({ length: items }, (_, item) => (
        <div key={item} className="mw-skeleton-item" aria-hidden>
          {widths.map((width, line) => (
            <div key={line} className="mw-skeleton-line" style={{ inlineSize: `${width}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
}
