import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Says that one has taken note, or takes it back; of several that wait, only the last is sent. */
export function useSetAcknowledged(threadId: ThreadId): (input: MutationInput<"comments.setAcknowledged">) => Operation<"comments.setAcknowledged"> {
  const add = useOperation("comments.setAcknowledged", older);
  return useCallback((input) => add(threadId, input), [add, threadId]);
}

const older = (earlier: Operation, input: MutationInput<"comments.setAcknowledged">) => earlier.call === "comments.setAcknowledged" && earlier.input.commentId === input.commentId;
