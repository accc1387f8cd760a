"use client";
import type { Decision } from "@meanwhile/core";
import { CircleAlert, Scale } from "../theme/icons.ts";
import type { MouseEvent, ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { RelativeTime } from "../theme/RelativeTime.tsx";

export interface DecisionRowProps {
  decision: Decision;
  href: string | undefined;
  onOpen: ((decision: Decision) => void) | undefined;
  /** One row of a list is its tab stop. */
  tabIndex: 0 | -1;
}

/** A decision as a line of the log: what, where, who, when, and whether it holds. */
export function DecisionRow({ decision, href, onOpen, tabIndex }: DecisionRowProps): ReactElement {
  const labels = useLabels();
  const { locale } = useMeanwhile();
  const Element = href === undefined ? "button" : "a";
  const open = (event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(decision);
  };
  return (
    <Element {...(href === undefined ? { type: "button" as const } : { href })} className="mw-decision-row" data-row={decision.id} tabIndex={tabIndex} data-state={decision.state} onClick={open}>
      {decision.state === "review_due" ? <CircleAlert aria-hidden /> : <Scale aria-hidden />}
      <span className="mw-decision-row-text">
        <span className="mw-decision-row-statement">
          <bdi>{decision.excerpt}</bdi>
        </span>
        <span className="mw-meta mw-facts">
          <span>{labels.decisionState[decision.state]}</span>
          <span dir="auto">{new Intl.ListFormat(locale).format(decision.deciders.map(({ name }) => name))}</span>
          <RelativeTime at={decision.decidedAt} focusable={false} />
          <span dir="auto">{decision.threadTitle}</span>
        </span>
      </span>
    </Element>
  );
}
