import { type CallResult, useCall } from "../provider/useCall.ts";

/** Writes the living context. Answers `threads/context_changed` where somebody else edited it meanwhile: keep the words and show both. */
export function useSetContext(): CallResult<"threads.setContext"> {
  return useCall("threads.setContext");
}
