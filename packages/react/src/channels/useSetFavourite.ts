import { type CallResult, useCall } from "../provider/useCall.ts";

/** Keeps a channel on top of one's own list, or not. */
export function useSetFavourite(): CallResult<"channels.setFavourite"> {
  return useCall("channels.setFavourite");
}
