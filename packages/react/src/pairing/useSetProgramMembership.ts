import { type CallResult, useCall } from "../provider/useCall.ts";

/** Joins or leaves a program, or pauses; any of it also says that one is still there. */
export function useSetProgramMembership(): CallResult<"programs.setMembership"> {
  return useCall("programs.setMembership");
}
