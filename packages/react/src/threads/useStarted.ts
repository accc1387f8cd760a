import type { Operation, ThreadId } from "@meanwhile/core";
import { useOperations } from "../provider/useOperations.ts";

/** How a thread is being started that the server does not have yet: asking for it would only find nothing. */
export function useStarted(threadId: ThreadId): Operation<"threads.create"> | undefined {
  return useOperations(threadId).find((operation) => operation.call === "threads.create" && operation.status !== "sent") as Operation<"threads.create"> | undefined;
}
