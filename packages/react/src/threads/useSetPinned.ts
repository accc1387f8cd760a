import type { MutationInput, Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Keeps a thread on top of its channel, or not. It shows at once; of several that wait, only the last is sent. */
export function useSetPinned(): (input: MutationInput<"threads.setPinned">) => Operation<"threads.setPinned"> {
  const add = useOperation("threads.setPinned", older);
  return useCallback((input) => add(input.threadId, input), [add]);
}

const older = (earlier: Operation) => earlier.call === "threads.setPinned";
