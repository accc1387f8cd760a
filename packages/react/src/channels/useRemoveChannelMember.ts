import { type CallResult, useCall } from "../provider/useCall.ts";

/** Removes somebody from a channel. */
export function useRemoveChannelMember(): CallResult<"channels.removeMember"> {
  return useCall("channels.removeMember");
}
