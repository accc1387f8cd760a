import { type CallResult, useCall } from "../provider/useCall.ts";

/** Moves a thread to another channel. */
export function useMoveThread(): CallResult<"threads.move"> {
  return useCall("threads.move");
}
