import { type CallResult, useCall } from "../provider/useCall.ts";

/** Leaves a channel. */
export function useLeaveChannel(): CallResult<"channels.leave"> {
  return useCall("channels.leave");
}
