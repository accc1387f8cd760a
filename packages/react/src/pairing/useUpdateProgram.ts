import { type CallResult, useCall } from "../provider/useCall.ts";

/** Changes a program, pauses it, or ends it. */
export function useUpdateProgram(): CallResult<"programs.update"> {
  return useCall("programs.update");
}
