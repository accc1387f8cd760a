import { type CallResult, useCall } from "../provider/useCall.ts";

/** Opens a channel; whoever opens it is in it. */
export function useCreateChannel(): CallResult<"channels.create"> {
  return useCall("channels.create");
}
