import { type CallResult, useCall } from "../provider/useCall.ts";

/** Keeps a search no longer. */
export function useRemoveSavedSearch(): CallResult<"search.removeSaved"> {
  return useCall("search.removeSaved");
}
