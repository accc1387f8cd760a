import { type CallResult, useCall } from "../provider/useCall.ts";

/** Says when and about what one likes to meet, or pauses all programs. */
export function useSetPairingPreferences(): CallResult<"pairings.setPreferences"> {
  return useCall("pairings.setPreferences");
}
