"use client";
import { intlZones, toInstant, toLocal } from "@meanwhile/core/time";
import { type FormEvent, type ReactElement, useId, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { useNow } from "../theme/useNow.ts";

interface SnoozeDialogProps {
  title: string;
  /** An instant, ISO 8601. */
  onChoose: (at: string) => void;
  onClose: () => void;
}

/** A day and a time on the reader's own clock. */
export function SnoozeDialog({ title, onChoose, onClose }: SnoozeDialogProps): ReactElement {
  const labels = useLabels();
  const { timeZone } = useMeanwhile();
  const now = useNow();
  const zone = intlZones().zone(timeZone);
  const local = toLocal(zone, new Date(now).toISOString());
  const [value, setValue] = useState("");
  const [checked, setChecked] = useState(false);
  const field = useId();
  const [date, time] = value.split("T");
  const at = date && time ? toInstant(zone, { date, time: time.slice(0, 5) }) : null;
  const problem = at === null ? labels.snoozeMissing : Date.parse(at) <= now ? labels.snoozePast : null;
  const shown = checked ? problem : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (at !== null && problem === null) onChoose(at);
  };
  return (
    <Dialog title={labels.snoozeChoose} description={title} onClose={onClose}>
      <form className="mw-snooze-form" onSubmit={submit} noValidate>
        <div className="mw-field">
          <label htmlFor={field}>{labels.snoozeUntil}</label>
          <input
            id={field}
            type="datetime-local"
            className="mw-input"
            data-autofocus=""
            min={`${local.date}T${local.time.slice(0, 5)}`}
            value={value}
            aria-invalid={shown !== null}
            aria-describedby={shown === null ? undefined : `${field}-error`}
            onChange={(event) => setValue(event.target.value)}
            onBlur={() => value !== "" && setChecked(true)}
          />
          {shown !== null && (
            <p id={`${field}-error`} className="mw-error">
              {shown}
            </p>
          )}
        </div>
        <div className="mw-dialog-actions">
          <button type="button" className="mw-button" data-kind="outline" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="mw-button" data-kind="primary">
            {labels.snooze}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
