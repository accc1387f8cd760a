import { type CallResult, useCall } from "../provider/useCall.ts";

/** Draws a round again, for a reason that is kept. */
export function useRedrawRound(): CallResult<"rounds.redraw"> {
  return useCall("rounds.redraw");
}
