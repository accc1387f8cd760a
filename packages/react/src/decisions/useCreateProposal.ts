import { type MutationInput, newId, type Operation } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Proposes something, to be decided unless somebody objects in time. It shows at once and is sent when it can be. */
export function useCreateProposal(): (input: MutationInput<"proposals.create">) => Operation<"proposals.create"> {
  const add = useOperation("proposals.create");
  return useCallback((input) => add(input.threadId, { id: newId("prp", Date.now()), ...input }), [add]);
}
