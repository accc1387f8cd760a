"use client";
import type { Decision } from "@meanwhile/core";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { dayDate } from "../theme/timeText.ts";
import { useNow } from "../theme/useNow.ts";

/** What was weighed, who did not agree, and when to look again; only what there is. */
export function OutcomeDetails({ decision }: { decision: Pick<Decision, "alternatives" | "dissent" | "review"> }): ReactElement | null {
  const labels = useLabels();
  const format = useMeanwhile();
  const now = useNow();
  const { alternatives, dissent, review } = decision;
  if (alternatives.length === 0 && dissent.length === 0 && !review) return null;
  return (
    <dl className="mw-outcome-details">
      {alternatives.length > 0 && (
        <div>
          <dt>{labels.alternatives}</dt>
          {alternatives.map(({ text, reason }, index) => (
            <dd key={index} dir="auto">
              {text} <span className="mw-meta">{reason}</span>
            </dd>
          ))}
        </div>
      )}
      {dissent.length > 0 && (
        <div>
          <dt>{labels.dissent}</dt>
          {dissent.map(({ member, text }) => (
            <dd key={member.id} dir="auto">
              {text} <span className="mw-meta">{member.name}</span>
            </dd>
          ))}
        </div>
      )}
      {review && (
        <div>
          <dt>{labels.reviewOn}</dt>
          <dd>
            <time dateTime={review.on}>{dayDate(review.on, now, format)}</time>
          </dd>
        </div>
      )}
    </dl>
  );
}
