import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Says whether one met, or says it anew. It shows at once and is sent when it can be. */
export function useAnswerMet(threadId: ThreadId): (input: MutationInput<"pairings.answer">) => Operation<"pairings.answer"> {
  const add = useOperation("pairings.answer", replaces);
  return useCallback((input) => add(threadId, input), [add, threadId]);
}

/** An answer that was not sent yet is not sent at all when there is a newer one. */
function replaces(earlier: Operation, { pairingId }: MutationInput<"pairings.answer">): boolean {
  return earlier.call === "pairings.answer" && earlier.input.pairingId === pairingId;
}
