import { type CallResult, useCall } from "../provider/useCall.ts";

/** Adds people to a channel. */
export function useAddChannelMembers(): CallResult<"channels.addMembers"> {
  return useCall("channels.addMembers");
}
