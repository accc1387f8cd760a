import type { Operation, Outbox } from "@meanwhile/core";
import { useMeanwhile } from "./useMeanwhile.ts";
import { useOperations } from "./useOperations.ts";

/** What was not sent yet, oldest first; failed ones stay until somebody retries or discards them. */
export function useOutbox(): { operations: readonly Operation[]; retry: Outbox["retry"]; discard: Outbox["discard"] } {
  const { outbox } = useMeanwhile();
  return { operations: useOperations(), retry: outbox.retry, discard: outbox.discard };
}
