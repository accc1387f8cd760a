"use client";
import type { ThreadId } from "@meanwhile/core";
import { type ReactElement, useId } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useDecisions } from "./useDecisions.ts";

/** A decision of another thread that this one takes the place of, from the newest that hold; of its own thread it does so anyway. */
export function SupersedesField({ threadId, value, onChange }: { threadId: ThreadId; value: string; onChange: (value: string) => void }): ReactElement | null {
  const labels = useLabels();
  const id = useId();
  const holding = useDecisions({ state: ["current", "review_due", "confirmed"] }).data.filter((decision) => decision.threadId !== threadId);
  if (holding.length === 0 && value === "") return null;
  return (
    <div className="mw-field">
      <label htmlFor={id}>{labels.takesPlaceOf}</label>
      <select id={id} className="mw-input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{labels.takesPlaceOfNone}</option>
        {holding.map((decision) => (
          <option key={decision.id} value={decision.id}>
            {decision.excerpt} ({decision.threadTitle})
          </option>
        ))}
      </select>
    </div>
  );
}
