import type { MutationInput, Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Says who is to see to a thread, or nobody. It shows at once; of several that wait, only the last is sent. */
export function useSetAssignee(): (input: MutationInput<"threads.setAssignee">) => Operation<"threads.setAssignee"> {
  const add = useOperation("threads.setAssignee", older);
  return useCallback((input) => add(input.threadId, input), [add]);
}

const older = (earlier: Operation) => earlier.call === "threads.setAssignee";
