"use client";
import type { Audience, MeanwhileClient } from "@meanwhile/core";
import { useCallback, useSyncExternalStore } from "react";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import type { Mentions } from "./mentionText.ts";

/** What a person has begun to write. */
export interface Draft {
  text: string;
  mentions: Mentions;
  audience: Audience;
  /** Of a thread that is not there yet. */
  title?: string;
}

/** Where drafts are kept, by place: a thread's id, `edit:` and a comment's id, and so on. */
export interface DraftStore {
  get(place: string): Draft | undefined;
  /** `undefined` forgets the draft. */
  set(place: string, draft: Draft | undefined): void;
  subscribe(listener: () => void): () => void;
}

export const EMPTY_DRAFT: Draft = { text: "", mentions: new Map(), audience: { kind: "thread" } };

/** Drafts for as long as the page lives: leaving a thread and coming back finds what was typed. */
function memoryDraftStore(): DraftStore {
  const drafts = new Map<string, Draft>();
  const listeners = new Set<() => void>();
  return {
    get: (place) => drafts.get(place),
    set(place, draft) {
      if (draft) drafts.set(place, draft);
      else drafts.delete(place);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A client is one person in one workspace: whoever signs in next has another one, and does not see these. */
const stores = new WeakMap<MeanwhileClient, DraftStore>();

/** The draft for a place, how to change it, and how to forget it. `initial` is what is there before anything was typed. */
export function useDraft(place: string, initial: Draft = EMPTY_DRAFT): [draft: Draft, change: (part: Partial<Draft>) => void, forget: () => void] {
  const { client } = useMeanwhile();
  let store = stores.get(client);
  if (!store) stores.set(client, (store = memoryDraftStore()));
  const kept = store;
  const draft = useSyncExternalStore(
    kept.subscribe,
    () => kept.get(place),
    () => undefined,
  );
  const change = useCallback((part: Partial<Draft>) => kept.set(place, { ...(kept.get(place) ?? initial), ...part }), [kept, place, initial]);
  const forget = useCallback(() => kept.set(place, undefined), [kept, place]);
  return [draft ?? initial, change, forget];
}
