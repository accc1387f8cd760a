import { type CallResult, useCall } from "../provider/useCall.ts";

/** Keeps two people apart, or no longer. Neither is told. */
export function useSetNeverPair(): CallResult<"pairings.setNever"> {
  return useCall("pairings.setNever");
}
