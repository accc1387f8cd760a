import type { MutationInput, Operation, ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useOperation } from "../provider/useOperation.ts";

/** Takes a time for the meeting, or with `null` none. It shows at once and is sent when it can be. */
export function useSetMeeting(threadId: ThreadId): (input: MutationInput<"pairings.setMeeting">) => Operation<"pairings.setMeeting"> {
  const add = useOperation("pairings.setMeeting", replaces);
  return useCallback((input) => add(threadId, input), [add, threadId]);
}

/** A time that was not sent yet is not sent at all when there is a newer one. */
function replaces(earlier: Operation, { pairingId }: MutationInput<"pairings.setMeeting">): boolean {
  return earlier.call === "pairings.setMeeting" && earlier.input.pairingId === pairingId;
}
