import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Reacts, or takes a reaction back; of several with one emoji that wait, only the last is sent. */
export function useSetReaction(threadId: ThreadId): (input: MutationInput<"comments.setReaction">) => Operation<"comments.setReaction"> {
  const add = useOperation("comments.setReaction", older);
  return useCallback((input) => add(threadId, input), [add, threadId]);
}

const older = (earlier: Operation, input: MutationInput<"comments.setReaction">) =>
  earlier.call === "comments.setReaction" && earlier.input.commentId === input.commentId && earlier.input.emoji === input.emoji;
