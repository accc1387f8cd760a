import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Gives every voter more working days, and says why. */
export function useExtendProposal(threadId: ThreadId): (input: MutationInput<"proposals.extend">) => Operation<"proposals.extend"> {
  const add = useOperation("proposals.extend");
  return useCallback((input) => add(threadId, input), [add, threadId]);
}
