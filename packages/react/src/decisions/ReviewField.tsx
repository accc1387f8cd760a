"use client";
import { type ReactElement, useId } from "react";
import { useLabels } from "../provider/useLabels.ts";

/** The day to look at a decision again, `YYYY-MM-DD` or empty. */
export function ReviewField({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement {
  const labels = useLabels();
  const id = useId();
  return (
    <div className="mw-field">
      <label htmlFor={id}>{labels.reviewOn}</label>
      <div className="mw-sentence">
        <input id={id} className="mw-input" type="date" min="2000-01-01" max="9998-12-31" value={value} aria-describedby={`${id}-hint`} onChange={(event) => onChange(event.target.value)} />
        <span id={`${id}-hint`} className="mw-meta">
          {labels.reviewHint}
        </span>
      </div>
    </div>
  );
}
