"use client";
import type { Decision } from "@meanwhile/core";
import { type ReactElement, useId, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { useConfirmDecision } from "./useConfirmDecision.ts";

/** Somebody looked again: it still holds, and on which day to look next, if any. */
export function ConfirmDialog({ decision, onClose }: { decision: Decision; onClose: () => void }): ReactElement {
  const labels = useLabels();
  const confirm = useConfirmDecision(decision.threadId);
  const [on, setOn] = useState("");
  const id = useId();
  return (
    <Dialog title={labels.lookAgain} description={labels.lookAgainHint} onClose={onClose}>
      <form
        className="mw-form"
        onSubmit={(event) => {
          event.preventDefault();
          confirm({ decisionId: decision.id, review: on === "" ? null : { on, ...(decision.review && { timeZone: decision.review.timeZone }) } });
          onClose();
        }}
      >
        <div className="mw-field">
          <label htmlFor={id}>{labels.reviewOn}</label>
          <input id={id} className="mw-input mw-date" type="date" min="2000-01-01" max="9998-12-31" data-autofocus="" value={on} onChange={(event) => setOn(event.target.value)} />
        </div>
        <div className="mw-dialog-actions">
          <button type="button" className="mw-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="mw-button" data-kind="primary">
            {labels.stillHolds}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
