import { type CallResult, useCall } from "../provider/useCall.ts";

/** Lets more people into a thread among named people. */
export function useAddPeople(): CallResult<"threads.addPeople"> {
  return useCall("threads.addPeople");
}
