"use client";
import type { Thread } from "@meanwhile/core";
import { CircleCheck } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { MemberNames } from "../members/MemberNames.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { RelativeTime } from "../theme/RelativeTime.tsx";

/** Says that the thread is over, and since when. */
export function ClosedBanner({ closed }: { closed: NonNullable<Thread["closed"]> }): ReactElement {
  const labels = useLabels();
  return (
    <div className="mw-closed-banner">
      <CircleCheck aria-hidden />
      <strong>{labels.closed}</strong>
      <div className="mw-meta mw-facts">
        {closed.by && (
          <span>
            <MemberNames ids={[closed.by]} />
          </span>
        )}
        <RelativeTime at={closed.at} />
      </div>
    </div>
  );
}
