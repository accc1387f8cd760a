import type { InboxItemId, MutationInput, Operation, Undo } from "@meanwhile/core";
import { useMemo } from "react";
import type { Labels } from "../provider/labels.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";

/** A change to the inbox that was made, and how to take it back. */
export interface InboxChange {
  operation: Operation;
  /** Takes it back: drops it where it was not sent yet, and asks the server otherwise, which can for ten minutes. */
  undo: () => Promise<void>;
}

export interface InboxChanges {
  setState(input: MutationInput<"inbox.setState">): InboxChange;
  setSaved(input: MutationInput<"inbox.setSaved">): InboxChange;
  snooze(input: MutationInput<"inbox.snooze">): InboxChange;
  unsnooze(input: { itemId: InboxItemId }): InboxChange;
  archiveAll(input: MutationInput<"inbox.archiveAll">): InboxChange;
  readAll(input: MutationInput<"inbox.readAll">): InboxChange;
}

/** The labels have a word for every call that is queued. */
type Call = Extract<keyof Labels, `inbox.${string}`>;

/** They go one after the other: what is done with all items must not overtake what was done with one. */
const LANE = "inbox";

/** What a reader can do with their inbox. Each shows at once, goes through the outbox, and can be taken back. */
export function useInboxChange(): InboxChanges {
  const { outbox } = useMeanwhile();
  return useMemo(() => {
    const change =
      <C extends Call>(call: C) =>
      (input: MutationInput<C>): InboxChange => {
        const operation = outbox.add(call, input, { lane: LANE });
        const answer = outbox.settled(operation) as Promise<{ undo: Undo | null }>;
        // Whoever wants to take it back hears of a failure; everybody else sees it on the item.
        answer.catch(() => undefined);
        return {
          operation,
          async undo() {
            outbox.discard(operation.id);
            const settled = await answer.catch(() => null);
            if (settled?.undo) await outbox.settled(outbox.add("inbox.undo", { undoId: settled.undo.id }, { lane: LANE }));
          },
        };
      };
    return {
      setState: change("inbox.setState"),
      setSaved: change("inbox.setSaved"),
      snooze: change("inbox.snooze"),
      unsnooze: change("inbox.unsnooze"),
      archiveAll: change("inbox.archiveAll"),
      readAll: change("inbox.readAll"),
    };
  }, [outbox]);
}
