"use client";
import type { Audience, ThreadId } from "@meanwhile/core";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { dayName } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";
import { useAudienceReach } from "./useAudienceReach.ts";

/** "Reaches 7, 3 are off now, back Monday": a quiet line, and none where it is not known. */
export function AudienceReach({ threadId, audience }: { threadId: ThreadId; audience: Audience }): ReactElement {
  const labels = useLabels();
  const format = useMeanwhile();
  const now = useNow();
  const { data: reach } = useAudienceReach(threadId, audience);
  return (
    <span className="mw-meta mw-reach" role="status">
      {reach && labels.reach(reach.total, reach.offNow, reach.earliestBack && dayName(reach.earliestBack.on, now, format))}
    </span>
  );
}
