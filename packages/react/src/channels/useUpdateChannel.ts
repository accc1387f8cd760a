import { type CallResult, useCall } from "../provider/useCall.ts";

/** Renames a channel, describes it, makes it public or private. */
export function useUpdateChannel(): CallResult<"channels.update"> {
  return useCall("channels.update");
}
