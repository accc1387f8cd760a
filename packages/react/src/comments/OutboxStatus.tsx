"use client";
import type { Operation, ThreadId } from "@meanwhile/core";
import { CircleAlert, Clock, CloudOff } from "../theme/icons.ts";
import { forwardRef, type ReactElement, useEffect, useRef, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import type { Labels } from "../provider/labels.ts";
import { hasWords } from "../provider/useLeaveGuard.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOfflineSince } from "../provider/useOfflineSince.ts";
import { useOutbox } from "../provider/useOutbox.ts";
import { Popover } from "../theme/Popover.tsx";
import { usePopover } from "../theme/usePopover.ts";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { shortTime } from "../theme/timeText.ts";
import { fromMarkdown } from "./mentionText.ts";
import { OperationState } from "./OperationState.tsx";

export interface OutboxStatusProps {
  /** Makes each entry a way to the thread it belongs to. */
  onOpen?: (threadId: ThreadId) => void;
  className?: string;
}

/**
 * For a page's header: nothing while all is well. What waits for the connection or was refused is counted, and listed with its words, the
 * reason, and what can be done. Screen readers hear of it when it begins, when it is refused and when it is over, and not in between.
 */
export const OutboxStatus = forwardRef<HTMLDivElement, OutboxStatusProps>(function OutboxStatus({ onOpen, className }, ref): ReactElement {
  const labels = useLabels();
  const format = useMeanwhile();
  const since = useOfflineSince();
  const unsent = useOutbox().operations.filter((operation) => operation.status !== "sent" && hasWords(operation));
  const failed = unsent.filter(({ status }) => status === "failed").length;
  const waiting = unsent.length - failed;
  // A first try is no news.
  const held = unsent.some(({ status, error }) => status === "pending" && error);
  const state = failed > 0 ? "failed" : since !== null ? "offline" : held ? "waiting" : "sent";
  const news = { failed: labels.outboxFailed, offline: labels.outboxOffline, waiting: labels.outboxWaits, sent: unsent.length === 0 ? labels.outboxEmpty : "" }[state];
  const [told, tell] = useState("");
  const next = state === "sent" && told === "" ? "" : news || told;
  if (next !== told) tell(next);

  const { open, setOpen, button, buttonProps } = usePopover();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus may have left with its entry.
    if (open && document.activeElement === document.body) box.current?.focus();
  }, [open, unsent.length]);
  const Icon = state === "failed" ? CircleAlert : state === "offline" ? CloudOff : Clock;
  const counts = [...(failed > 0 ? [labels.notSentCount(failed)] : []), ...(since !== null && failed === 0 ? [labels.offline] : []), ...(waiting > 0 ? [labels.waiting(waiting)] : [])];
  const lost = unsent.some((operation) => operation.attempts > 0 && !format.outbox.isKept(operation));

  return (
    <div ref={ref} className={className ? `mw-outbox ${className}` : "mw-outbox"} data-state={state}>
      <span className="mw-hidden" role="status">
        {told}
      </span>
      {(state !== "sent" || open) && (
        <button
          ref={button}
          type="button"
          className="mw-button mw-outbox-button"
          {...buttonProps}
        >
          <Icon aria-hidden />
          <span className="mw-facts">
            {counts.map((text) => (
              <span key={text}>{text}</span>
            ))}
            {counts.length === 0 && <span>{labels.outboxEmpty}</span>}
          </span>
        </button>
      )}
      {open && (
        <Popover anchor={button} align="end" role="dialog" aria-label={labels.outbox} className="mw-outbox-box" onClose={() => setOpen(false)}>
          <div ref={box} tabIndex={-1} data-autofocus="">
            {since !== null && (
              <p className="mw-outbox-note">
                <strong>{labels.offlineSince(shortTime(since, format))}.</strong> {labels.outboxOffline}
              </p>
            )}
            {lost && <p className="mw-outbox-note">{labels.outboxNotKept}</p>}
            {unsent.length === 0 && since === null && <p className="mw-outbox-note">{labels.outboxEmpty}</p>}
            {unsent.length > 0 && (
              <ul className="mw-outbox-list">
                {unsent.map((operation) => (
                  <li key={operation.id}>
                    <Entry operation={operation} onOpen={onOpen && (() => (setOpen(false), onOpen(operation.lane as ThreadId)))} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        </Popover>
      )}
    </div>
  );
});

function Entry({ operation, onOpen }: { operation: Operation; onOpen: (() => void) | undefined }): ReactElement {
  const labels = useLabels();
  const kind = operation.call in labels ? (labels[operation.call as keyof Labels] as string) : labels.someChange;
  const { title, markdown, emoji } = operation.input as { title?: string; markdown?: string; emoji?: string };
  const words = [title, markdown && fromMarkdown(markdown).text, emoji].filter(Boolean).join("\n");
  return (
    <>
      <div className="mw-meta mw-facts">
        {onOpen ? (
          <span>
            <button type="button" className="mw-button" data-kind="link" onClick={onOpen}>
              {kind}
            </button>
          </span>
        ) : (
          <span>{kind}</span>
        )}
        <RelativeTime at={operation.createdAt} />
      </div>
      {words && (
        <p className="mw-outbox-words" dir="auto">
          {words}
        </p>
      )}
      <OperationState operation={operation} quiet />
    </>
  );
}
