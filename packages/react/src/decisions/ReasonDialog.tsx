"use client";
import type { Operation } from "@meanwhile/core";
import { type ReactElement, useId, useState } from "react";
import { useDraft } from "../provider/useDraft.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";

export interface ReasonDialogProps {
  /** Where the reason is kept until it is given. */
  place: string;
  title: string;
  hint: string;
  /** What the button says that does it. */
  action: string;
  kind: "danger" | "primary";
  onDone: (reason: string, days: number) => Operation;
  onClose: () => void;
  /** Asks for a number of days, too. */
  days?: string;
}

/** Asks why, before something is done that others will wonder about. */
export function ReasonDialog({ place, title, hint, action, kind, onDone, onClose, days }: ReasonDialogProps): ReactElement {
  const labels = useLabels();
  const [draft, change, forget] = useDraft(place);
  const [tried, setTried] = useState(false);
  const [number, setNumber] = useState(2);
  const ids = { reason: useId(), error: useId(), days: useId() };
  const missing = tried && draft.text.trim() === "";
  const submit = () => {
    setTried(true);
    if (draft.text.trim() === "") return;
    forget(onDone(draft.text.trim(), number));
    onClose();
  };
  return (
    <Dialog title={title} description={hint} onClose={onClose}>
      <form
        className="mw-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {days && (
          <div className="mw-field">
            <label htmlFor={ids.days}>{days}</label>
            <input id={ids.days} className="mw-input mw-number" type="number" min={1} max={20} value={number} onChange={(event) => setNumber(Math.min(20, Math.max(1, event.target.valueAsNumber || 1)))} />
          </div>
        )}
        <div className="mw-field">
          <label htmlFor={ids.reason}>{labels.reason}</label>
          <textarea id={ids.reason} className="mw-input" dir="auto" rows={3} maxLength={2000} data-autofocus="" value={draft.text} aria-invalid={missing || undefined} aria-describedby={missing ? ids.error : undefined} onChange={(event) => change({ text: event.target.value })} />
          {missing && (
            <p id={ids.error} className="mw-error">
              {labels.reasonMissing}
            </p>
          )}
        </div>
        <div className="mw-dialog-actions">
          <button type="button" className="mw-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="mw-button" data-kind={kind}>
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
