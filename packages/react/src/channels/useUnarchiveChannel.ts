import { type CallResult, useCall } from "../provider/useCall.ts";

/** Opens an archived channel again. */
export function useUnarchiveChannel(): CallResult<"channels.unarchive"> {
  return useCall("channels.unarchive");
}
