"use client";
import type { WorkingHours } from "@meanwhile/core";
import { type ReactElement, useId, useState } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { weekdayName } from "../theme/timeText.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const USUAL: WorkingHours = { days: [1, 2, 3, 4, 5], from: "10:00", to: "16:00" };

export interface MeetingHoursProps {
  /** `null` for the working hours. */
  hours: WorkingHours | null;
  labelledBy: string;
  onChange: (hours: WorkingHours | null) => void;
}

/** When one would meet: as one works, or at hours of one's own. */
export function MeetingHours({ hours, labelledBy, onChange }: MeetingHoursProps): ReactElement {
  const labels = usePairingLabels();
  const { locale } = useMeanwhile();
  const [typed, setTyped] = useState<WorkingHours>(hours ?? USUAL);
  const name = useId();
  const error = useId();
  const isWrong = !isWhole(typed);
  const change = (part: Partial<WorkingHours>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    // What cannot be saved stays as it was typed, with what is wrong with it.
    if (isWhole(next)) onChange(next);
  };
  return (
    <div className="mw-hours" role="group" aria-labelledby={labelledBy}>
      <label className="mw-choice">
        <input type="radio" name={name} checked={hours === null} onChange={() => onChange(null)} />
        <span>{labels.meetingHoursSame}</span>
      </label>
      <label className="mw-choice">
        <input type="radio" name={name} checked={hours !== null} onChange={() => onChange(isWrong ? USUAL : typed)} />
        <span>{labels.meetingHoursOwn}</span>
      </label>
      {hours !== null && (
        <div className="mw-hours-own">
          <div className="mw-weekdays" role="group" aria-label={labels.hoursDays}>
            {WEEKDAYS.map((day) => (
              <button key={day} type="button" className="mw-button" data-kind="outline" aria-pressed={typed.days.includes(day)} onClick={() => change({ days: WEEKDAYS.filter((each) => (each === day) !== typed.days.includes(each)) })}>
                <span aria-hidden>{weekdayName(day, locale, "short")}</span>
                <span className="mw-hidden">{weekdayName(day, locale, "long")}</span>
              </button>
            ))}
          </div>
          <div className="mw-sentence">
            <span>{labels.hoursFrom}</span>
            <input type="time" className="mw-input" aria-label={labels.hoursFrom} value={typed.from} aria-invalid={isWrong || undefined} aria-describedby={isWrong ? error : undefined} onChange={({ target }) => change({ from: target.value })} />
            <span>{labels.hoursTo}</span>
            <input type="time" className="mw-input" aria-label={labels.hoursTo} value={typed.to} aria-invalid={isWrong || undefined} aria-describedby={isWrong ? error : undefined} onChange={({ target }) => change({ to: target.value })} />
          </div>
          {isWrong && (
            <p id={error} className="mw-error">
              {labels.hoursInvalid}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function isWhole({ days, from, to }: WorkingHours): boolean {
  return days.length > 0 && from !== "" && from < to;
}
