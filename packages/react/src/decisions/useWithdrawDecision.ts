import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Says that a decision holds no more, and why. It shows at once and is sent when it can be. */
export function useWithdrawDecision(threadId: ThreadId): (input: MutationInput<"decisions.withdraw">) => Operation<"decisions.withdraw"> {
  const add = useOperation("decisions.withdraw");
  return useCallback((input) => add(threadId, input), [add, threadId]);
}
