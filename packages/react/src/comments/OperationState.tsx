"use client";
import type { Operation } from "@meanwhile/core";
import { CircleAlert, Clock } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useOperations } from "../provider/useOperations.ts";
import { useOutbox } from "../provider/useOutbox.ts";

export interface OperationStateProps {
  operation: Operation | null;
  /** Where something else tells screen readers. */
  quiet?: boolean;
}

/** Says honestly what the server does not know yet, and why. The one way it is shown: on the item, and in the outbox. */
export function OperationState({ operation, quiet = false }: OperationStateProps): ReactElement | null {
  const labels = useLabels();
  const { retry, discard } = useOutbox();
  const lane = useOperations(operation?.lane ?? "");
  if (!operation || operation.status === "sent") return null;
  const failed = operation.status === "failed";
  // What stands behind one that waits, waits as well.
  const holding = failed ? undefined : lane.find(({ status, error }) => status === "pending" && error)?.error;
  const role = quiet ? undefined : failed ? "alert" : "status";
  const sending = holding?.status === 401 ? labels.notSentSignIn : holding ? labels.notSentYet : labels.sending;
  return (
    <div className="mw-operation" data-state={operation.status} role={role}>
      {failed ? <CircleAlert aria-hidden /> : <Clock aria-hidden />}
      <p>{failed ? `${labels.notSent} ${operation.error?.message}` : sending}</p>
      {(failed || holding) && (
        <span className="mw-operation-actions">
          <button type="button" className="mw-button" data-kind={failed ? "outline" : "link"} onClick={() => retry(operation.id)}>
            {failed ? labels.retry : labels.tryNow}
          </button>
          <button type="button" className="mw-button" data-kind={failed ? undefined : "link"} onClick={() => discard(operation.id)}>
            {labels.discard}
          </button>
        </span>
      )}
    </div>
  );
}
