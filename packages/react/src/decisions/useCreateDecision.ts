import { type MutationInput, newId, type Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Records what was decided, and closes the thread where `close` says so. It shows at once and is sent when it can be. */
export function useCreateDecision(): (input: MutationInput<"decisions.create">) => Operation<"decisions.create"> {
  const add = useOperation("decisions.create");
  return useCallback((input) => add(input.threadId, { id: newId("dcs", Date.now()), ...input }), [add]);
}
