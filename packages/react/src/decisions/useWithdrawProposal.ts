import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Takes a proposal back, and says why. */
export function useWithdrawProposal(threadId: ThreadId): (input: MutationInput<"proposals.withdraw">) => Operation<"proposals.withdraw"> {
  const add = useOperation("proposals.withdraw");
  return useCallback((input) => add(threadId, input), [add, threadId]);
}
