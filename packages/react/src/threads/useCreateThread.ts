import { type MutationInput, newId, type Operation, type Thread, type ThreadId } from "@meanwhile/core";
import { useCallback } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";

/** A thread to be: in a channel, on an object of yours, or among named people. Its id is made here unless given. */
export type NewThread = MutationInput<"threads.create">;

export interface ThreadCreation {
  /** Can be shown at once. */
  threadId: ThreadId;
  operation: Operation<"threads.create">;
  /** The thread, once the server has it, however long that takes. Rejects when the server will not have it; the words stay in the outbox. */
  done: Promise<Thread>;
}

/** Starts a thread. It shows at once; the words stay in the outbox until the server has them. */
export function useCreateThread(): (input: NewThread) => ThreadCreation {
  const { outbox } = useMeanwhile();
  return useCallback(
    (input) => {
      const threadId = (input.id ?? newId("thr", Date.now())) as ThreadId;
      const operation = outbox.add("threads.create", { ...input, id: threadId }, { lane: threadId });
      const done = outbox.settled(operation);
      // Whoever does not wait for it sees the failure in the outbox.
      done.catch(() => undefined);
      return { threadId, operation, done };
    },
    [outbox],
  );
}
