import { type CallResult, useCall } from "../provider/useCall.ts";

/** Joins a public channel. */
export function useJoinChannel(): CallResult<"channels.join"> {
  return useCall("channels.join");
}
