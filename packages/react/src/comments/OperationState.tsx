"use client";
import type { Operation } from "@meanwhile/core";
import { CircleAlert, Clock } from "lucide-react";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useOutbox } from "../provider/useOutbox.ts";

/** Says honestly what the server does not know yet, and why. Nothing while a first try is under way. */
export function OperationState({ operation }: { operation: Operation | null }): ReactElement | null {
  const labels = useLabels();
  const { retry, discard } = useOutbox();
  if (!operation || operation.status === "sent") return null;
  if (operation.status === "failed") {
    return (
      <div className="mw-operation" data-state="failed" role="alert">
        <CircleAlert aria-hidden />
        <p>
          {labels.notSent} {operation.error?.message}
        </p>
        <span className="mw-operation-actions">
          <button type="button" className="mw-button" data-kind="outline" onClick={() => retry(operation.id)}>
            {labels.retry}
          </button>
          <button type="button" className="mw-button" onClick={() => discard(operation.id)}>
            {labels.discard}
          </button>
        </span>
      </div>
    );
  }
  const waits = operation.attempts > 0 && operation.status === "pending";
  return (
    <div className="mw-operation" data-state={operation.status} role="status">
      <Clock aria-hidden />
      <p>{waits ? labels.notSentYet : labels.sending}</p>
      {waits && (
        <button type="button" className="mw-button" data-kind="link" onClick={() => retry(operation.id)}>
          {labels.tryNow}
        </button>
      )}
    </div>
  );
}
