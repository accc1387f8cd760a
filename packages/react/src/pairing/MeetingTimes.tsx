"use client";
import type { PairingTime, PairingView } from "@meanwhile/core";
import { meetingFile } from "@meanwhile/core/pairing";
import { intlZones, toInstant, toLocal } from "@meanwhile/core/time";
import { type FormEvent, type ReactElement, useId, useRef, useState } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { CalendarClock, Check } from "../theme/icons.ts";
import { clockTime, shortTime } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { useSetMeeting } from "./useSetMeeting.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** Times to meet, each on the clock of everybody: one press takes one. The one that was taken, with the way back. */
export function MeetingTimes({ pairing, me }: { pairing: PairingView; me: string }): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const setMeeting = useSetMeeting(pairing.threadId);
  const now = useNow();
  const [changing, setChanging] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { meeting } = pairing;
  const take = (from: string | null) => {
    setMeeting({ pairingId: pairing.id, from });
    setChanging(false);
    // The button that was pressed is gone, and with it the focus.
    box.current?.focus();
  };
  const others = new Intl.ListFormat(format.locale).format(pairing.members.filter(({ id }) => id !== me).map(({ name }) => name));
  const canChange = !pairing.replaced && (meeting === null || Date.parse(meeting.to) > now);
  const times = pairing.times.filter(({ from }) => Date.parse(from) > now);
  return (
    <div ref={box} className="mw-times" tabIndex={-1}>
      {meeting && (
        <div className="mw-time-taken" role="status">
          <CalendarClock aria-hidden />
          <p>
            <strong>
              <time dateTime={meeting.from} suppressHydrationWarning>
                {(Date.parse(meeting.to) > now ? labels.youMeet : labels.timeWas)(shortTime(Date.parse(meeting.from), format))}
              </time>
            </strong>
            <span className="mw-meta mw-facts">
              <Others pairing={pairing} me={me} from={meeting.from} />
              <span>{meeting.by === me ? labels.timeTakenByYou : labels.timeTakenBy(pairing.members.find(({ id }) => id === meeting.by)?.name ?? "")}</span>
            </span>
          </p>
          {canChange && !changing && (
            <span className="mw-time-actions">
              <button type="button" className="mw-button" data-kind="outline" onClick={() => download(meetingFile({ uid: pairing.id, sequence: pairing.sequence, at: new Date(now).toISOString(), from: meeting.from, to: meeting.to, summary: labels.meetingWith(others) }))}>
                {labels.addToCalendar}
              </button>
              <button type="button" className="mw-button" data-kind="outline" onClick={() => setChanging(true)}>
                {labels.changeTime}
              </button>
              <button type="button" className="mw-button" onClick={() => take(null)}>
                {labels.dropTime}
              </button>
            </span>
          )}
        </div>
      )}
      {canChange && (!meeting || changing) && (
        <>
          {times.length > 0 ? (
            <ul className="mw-time-list">
              {times.map((time) => (
                <Time key={time.from} pairing={pairing} time={time} me={me} isTaken={meeting?.from === time.from} onTake={() => take(time.from)} />
              ))}
            </ul>
          ) : (
            <p className="mw-meta">{pairing.times.length > 0 ? labels.timesPast : labels.noTimes}</p>
          )}
          <OtherTime onTake={take} />
        </>
      )}
    </div>
  );
}

function download(file: string) {
  const url = URL.createObjectURL(new Blob([file], { type: "text/calendar;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "meeting.ics" });
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** One proposed time as a row, whole of it a button. */
function Time({ pairing, time, me, isTaken, onTake }: { pairing: PairingView; time: PairingTime; me: string; isTaken: boolean; onTake: () => void }): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const mine = shortTime(Date.parse(time.from), format);
  const late = time.members.filter(({ burden }) => burden > 0);
  const nameOf = (id: string) => pairing.members.find((member) => member.id === id)?.name ?? "";
  return (
    <li>
      <button type="button" className="mw-time-choice" aria-pressed={isTaken} onClick={onTake}>
        <span className="mw-time-mine">
          <time dateTime={time.from} suppressHydrationWarning>
            {mine}
          </time>
        </span>
        <span className="mw-meta mw-facts">
          <Others pairing={pairing} me={me} from={time.from} />
          {late.length === 0 && <span>{labels.withinHours}</span>}
          {late.map(({ id, burden }) => (
            <span key={id} className="mw-time-late">
              {id === me ? labels.outsideYours(burden) : labels.outsideOf(nameOf(id), burden)}
            </span>
          ))}
        </span>
        <span className="mw-time-take">
          <Check aria-hidden />
          {labels.takeTime}
        </span>
      </button>
    </li>
  );
}

/** "09:00 for Grace", and the day where it is another one. */
function Others({ pairing, me, from }: { pairing: PairingView; me: string; from: string }): ReactElement {
  const labels = usePairingLabels();
  const format = useMeanwhile();
  const zones = new Map(pairing.times[0]?.members.map(({ id, timeZone }) => [id, timeZone]));
  return (
    <>
      {pairing.members
        .filter(({ id }) => id !== me && zones.has(id))
        .map(({ id, name }) => (
          <span key={id} suppressHydrationWarning>
            {labels.timeFor(clockTime(Date.parse(from), format, zones.get(id)!), name)}
          </span>
        ))}
    </>
  );
}

/** Any other day and time, on the reader's own clock. */
function OtherTime({ onTake }: { onTake: (from: string) => void }): ReactElement {
  const labels = usePairingLabels();
  const { timeZone } = useMeanwhile();
  const now = useNow();
  const [value, setValue] = useState("");
  const [tried, setTried] = useState(false);
  const id = useId();
  const zone = intlZones().zone(timeZone);
  const local = toLocal(zone, new Date(now).toISOString());
  const [date, time] = value.split("T");
  const at = date && time ? toInstant(zone, { date, time: time.slice(0, 5) }) : null;
  const isWrong = at === null || Date.parse(at) <= now;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isWrong) onTake(at);
  };
  return (
    <details className="mw-disclosure">
      <summary>{labels.otherTime}</summary>
      <form className="mw-time-other" noValidate onSubmit={submit}>
        <div className="mw-field">
          <label htmlFor={id}>{labels.otherTimeAt}</label>
          <input id={id} type="datetime-local" className="mw-input mw-date" min={`${local.date}T${local.time}`} value={value} aria-invalid={(tried && isWrong) || undefined} aria-describedby={tried && isWrong ? `${id}-error` : undefined} onChange={(event) => setValue(event.target.value)} />
          {tried && isWrong && (
            <p id={`${id}-error`} className="mw-error">
              {labels.otherTimeMissing}
            </p>
          )}
        </div>
        <button type="submit" className="mw-button" data-kind="outline">
          {labels.takeTime}
        </button>
      </form>
    </details>
  );
}
