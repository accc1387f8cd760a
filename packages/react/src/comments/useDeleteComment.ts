import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Deletes a comment; a tombstone keeps its number. */
export function useDeleteComment(threadId: ThreadId): (input: MutationInput<"comments.delete">) => Operation<"comments.delete"> {
  const add = useOperation("comments.delete");
  return useCallback((input) => add(threadId, input), [add, threadId]);
}
