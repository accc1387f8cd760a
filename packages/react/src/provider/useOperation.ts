import type { MutationCall, MutationInput, Operation } from "@meanwhile/core";
import { useCallback } from "react";
import type { Labels } from "./labels.ts";
import { useMeanwhile } from "./useMeanwhile.ts";

/**
 * Queues a call in a thread's lane: it shows at once and goes through the outbox. `replaces` must be one function for good. The labels
 * have a word for every call that is queued.
 */
export function useOperation<Call extends MutationCall & keyof Labels>(
  call: Call,
  replaces?: (earlier: Operation, input: MutationInput<Call>) => boolean,
): (threadId: string, input: MutationInput<Call>) => Operation<Call> {
  const { outbox } = useMeanwhile();
  return useCallback((lane, input) => outbox.add(call, input, { lane, replaces: replaces && ((earlier) => replaces(earlier, input)) }), [outbox, call, replaces]);
}
