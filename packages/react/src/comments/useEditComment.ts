import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Changes a comment's words. They show at once and are sent when they can be. */
export function useEditComment(threadId: ThreadId): (input: MutationInput<"comments.edit">) => Operation<"comments.edit"> {
  const add = useOperation("comments.edit");
  return useCallback((input) => add(threadId, input), [add, threadId]);
}
