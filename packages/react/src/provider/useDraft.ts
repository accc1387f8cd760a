"use client";
import type { Operation } from "@meanwhile/core";
import { useCallback, useSyncExternalStore } from "react";
import type { Draft } from "./context.ts";
import { useMeanwhile } from "./useMeanwhile.ts";

export const EMPTY_DRAFT: Omit<Draft, "id"> = { text: "", mentions: new Map(), audience: { kind: "thread" } };

export type DraftResult = [
  draft: Draft | Omit<Draft, "id">,
  change: (part: Partial<Omit<Draft, "id">>) => void,
  /** By hand; or with the operation that holds its words now, and then on disk only once that is safe. */
  forget: (operation?: Operation) => void,
];

/**
 * What the member began to write in a place: kept through leaving, reloading and crashes where the client knows its `user`, the same
 * in all their tabs, until it is forgotten.
 *
 * @param place a thread's id, or a name of your own for a form of yours
 * @param initial what is there before anything was typed; the same object until it changes
 */
export function useDraft(place: string, initial = EMPTY_DRAFT): DraftResult {
  const { drafts, outbox } = useMeanwhile();
  const draft = useKept(place);
  const change = useCallback(
    (part: Partial<Omit<Draft, "id">>) => {
      const next = { ...initial, ...drafts.get(place), ...part, id: place };
      if (next.text === initial.text && !next.title && JSON.stringify(next.audience) === JSON.stringify(initial.audience)) drafts.remove(place);
      else drafts.set(next);
    },
    [drafts, place, initial],
  );
  const forget = useCallback((operation?: Operation) => drafts.remove(place, operation && outbox.kept(operation)), [drafts, outbox, place]);
  return [draft ?? initial, change, forget];
}

/** Whether something was begun there. */
export function useHasDraft(place: string): boolean {
  return useKept(place) !== undefined;
}

function useKept(place: string): Draft | undefined {
  const { drafts } = useMeanwhile();
  return useSyncExternalStore(
    drafts.subscribe,
    () => drafts.get(place),
    () => undefined,
  );
}
