import type { MutationInput, Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Changes the title, or your own metadata. It shows at once and is sent when it can be. */
export function useUpdateThread(): (input: MutationInput<"threads.update">) => Operation<"threads.update"> {
  const add = useOperation("threads.update");
  return useCallback((input) => add(input.threadId, input), [add]);
}
