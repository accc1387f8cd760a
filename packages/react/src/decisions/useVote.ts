import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Answers a proposal, or answers it anew. It shows at once and is sent when it can be. */
export function useVote(threadId: ThreadId): (input: MutationInput<"proposals.vote">) => Operation<"proposals.vote"> {
  const add = useOperation("proposals.vote", replaces);
  return useCallback((input) => add(threadId, input), [add, threadId]);
}

/** An answer that was not sent yet is not sent at all when there is a newer one. */
function replaces(earlier: Operation, { proposalId, voterId }: MutationInput<"proposals.vote">): boolean {
  return earlier.call === "proposals.vote" && earlier.input.proposalId === proposalId && earlier.input.voterId === voterId;
}
