import { type MutationInput, newId, type Operation, type ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** A comment to be; its id is made here unless given. */
export type NewComment = Omit<MutationInput<"comments.create">, "threadId">;

/** Comments. The words show at once, survive being offline, and stay until the server has them or their author discards them. */
export function useCreateComment(threadId: ThreadId): (input: NewComment) => Operation<"comments.create"> {
  const add = useOperation("comments.create");
  return useCallback((input) => add(threadId, { id: newId("cmt", Date.now()), ...input, threadId }), [add, threadId]);
}
