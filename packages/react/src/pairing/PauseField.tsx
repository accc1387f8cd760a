"use client";
import type { PairingPause } from "@meanwhile/core";
import { type ReactElement, useId, useState } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { localDay } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

const WEEK = 7 * 86_400_000;

export interface PauseFieldProps {
  pause: PairingPause | null;
  labelledBy: string;
  onChange: (pause: PairingPause | null) => void;
}

/** Taking part, or not: the next round, until a day, or until one says so. */
export function PauseField({ pause, labelledBy, onChange }: PauseFieldProps): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const now = useNow();
  const name = useId();
  const [day, setDay] = useState(pause?.kind === "until" ? pause.date : localDay(now + 2 * WEEK, format));
  const kind = pause?.kind ?? "none";
  const choose = (next: PairingPause["kind"] | "none") => onChange(next === "none" ? null : next === "until" ? { kind: next, date: day } : { kind: next });
  const option = (value: PairingPause["kind"] | "none", text: string) => (
    <label className="mw-choice">
      <input type="radio" name={name} value={value} checked={kind === value} onChange={() => choose(value)} />
      <span>{text}</span>
    </label>
  );
  return (
    <div className="mw-pause" role="radiogroup" aria-labelledby={labelledBy} data-state={kind}>
      {option("none", labels.pauseNone)}
      {option("next", labels.pauseNext)}
      <div className="mw-pause-until">
        {option("until", labels.pauseUntil)}
        <input
          type="date"
          className="mw-input mw-date"
          aria-label={labels.pauseUntilDay}
          min={localDay(now + 86_400_000, format)}
          value={day}
          onChange={({ target }) => {
            setDay(target.value);
            if (target.value !== "" && target.validity.valid) onChange({ kind: "until", date: target.value });
          }}
        />
      </div>
      {option("always", labels.pauseAlways)}
    </div>
  );
}
