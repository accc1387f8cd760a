import type { Drafts, Operation, Outbox } from "@meanwhile/core";
import { useEffect } from "react";
import type { Draft } from "./context.ts";

/** Nobody typed a reading position: it is not shown, nor missed. */
export const hasWords = (operation: Operation): boolean => operation.call !== "threads.setPosition";

/** Asks before the page is left with words on it that would be gone: never where they are kept on the device. */
export function useLeaveGuard(outbox: Outbox, drafts: Drafts<Draft>): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      const wouldLose = outbox.operations().some((operation) => operation.status !== "sent" && hasWords(operation) && !outbox.isKept(operation));
      if (wouldLose || [...drafts.ids()].some((id) => !drafts.isKept(id))) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [outbox, drafts]);
}
