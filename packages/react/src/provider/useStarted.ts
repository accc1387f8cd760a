import type { Operation, ThreadId } from "@meanwhile/core";
import { useOperations } from "./useOperations.ts";

/** How a thread is being started that the server does not have yet, or whose comments were not read yet: asking for it would find nothing. */
export function useStarted(threadId: ThreadId): Operation<"threads.create"> | undefined {
  return useOperations(threadId).find((operation) => operation.call === "threads.create") as Operation<"threads.create"> | undefined;
}
