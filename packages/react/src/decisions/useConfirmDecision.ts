import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Says that a decision still holds, with the day to look again or none. It shows at once and is sent when it can be. */
export function useConfirmDecision(threadId: ThreadId): (input: MutationInput<"decisions.confirm">) => Operation<"decisions.confirm"> {
  const add = useOperation("decisions.confirm");
  return useCallback((input) => add(threadId, input), [add, threadId]);
}
