import { type CallResult, useCall } from "../provider/useCall.ts";

/** Closes a channel to new words; everything stays readable. */
export function useArchiveChannel(): CallResult<"channels.archive"> {
  return useCall("channels.archive");
}
