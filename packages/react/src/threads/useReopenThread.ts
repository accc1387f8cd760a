import { type MutationInput, newId, type Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Opens a closed thread again, with a reason where `markdown` gives one. It shows at once and is sent when it can be. */
export function useReopenThread(): (input: MutationInput<"threads.reopen">) => Operation<"threads.reopen"> {
  const add = useOperation("threads.reopen");
  return useCallback((input) => add(input.threadId, { commentId: newId("cmt", Date.now()), ...input }), [add]);
}
