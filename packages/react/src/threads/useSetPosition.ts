import type { MutationInput, Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Says up to which comment one has read; a lower number marks the rest unread again. It shows at once; of several that wait, only the last is sent. */
export function useSetPosition(): (input: MutationInput<"threads.setPosition">) => Operation<"threads.setPosition"> {
  const add = useOperation("threads.setPosition", older);
  return useCallback((input) => add(input.threadId, input), [add]);
}

const older = (earlier: Operation) => earlier.call === "threads.setPosition";
