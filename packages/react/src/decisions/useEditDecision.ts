import { type CallResult, useCall } from "../provider/useCall.ts";

/** Changes the wording of a decision. It waits for its answer, since somebody else may have been first (`decisions/revised`). */
export function useEditDecision(): CallResult<"decisions.edit"> {
  return useCall("decisions.edit");
}
