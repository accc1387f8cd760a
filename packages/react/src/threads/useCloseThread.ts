import { type MutationInput, newId, type Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Closes a thread, with a last comment where `markdown` says something. It shows at once and is sent when it can be. */
export function useCloseThread(): (input: MutationInput<"threads.close">) => Operation<"threads.close"> {
  const add = useOperation("threads.close");
  return useCallback((input) => add(input.threadId, { commentId: newId("cmt", Date.now()), ...input }), [add]);
}
