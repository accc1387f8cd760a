import { type CallResult, useCall } from "../provider/useCall.ts";

/** Keeps a search, or changes one that is kept. */
export function useSaveSearch(): CallResult<"search.save"> {
  return useCall("search.save");
}
