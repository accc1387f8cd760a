"use client";
import type { InboxItem } from "@meanwhile/core";
import { AlarmClock } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { shortTime } from "../theme/timeText.ts";

/** How long an item sleeps, or why it is back. */
export function InboxNote({ item: { snooze, woken } }: { item: Pick<InboxItem, "snooze" | "woken"> }): ReactElement | null {
  const labels = useLabels();
  const format = useMeanwhile();
  if (!snooze && !woken) return null;
  const text = snooze
    ? snooze.kind === "time"
      ? labels.snoozedUntil(snooze.at === null ? "" : shortTime(Date.parse(snooze.at), format))
      : snooze.kind === "member"
        ? labels.snoozedUntilBack(snooze.member?.name ?? "")
        : labels.snoozedUntilEvent[snooze.kind]
    : labels.wokenBecause[woken!.because];
  return (
    <span className="mw-inbox-note">
      <AlarmClock aria-hidden />
      {text}
    </span>
  );
}
