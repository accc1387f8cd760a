import { type CallResult, useCall } from "../provider/useCall.ts";

/** Begins a program of rounds in which people meet. */
export function useCreateProgram(): CallResult<"programs.create"> {
  return useCall("programs.create");
}
