import type { Persistence } from "./persistence.ts";

export interface DraftsOptions<Draft extends { id: string }> {
  persistence: Persistence<Draft>;
  /** What to keep of a saved draft where somebody began to type before it was loaded. Words of both, if it is to lose none. */
  join(saved: Draft, typed: Draft): Draft;
}

/** What people began to write, by the id of its place: one draft a place, the same in every tab. */
export interface Drafts<Draft extends { id: string }> {
  /** The same object until it changes. */
  get(id: string): Draft | undefined;
  /** Shows it here and in other tabs at once, and saves it. */
  set(draft: Draft): void;
  /**
   * Takes it away here and in other tabs at once, and from the disk once `after` is fulfilled: when its words are safe elsewhere. Where
   * that fails, the draft is there again after a reload.
   */
  remove(id: string, after?: Promise<unknown>): void;
  /** Whether the draft would be there after a crash. */
  isKept(id: string): boolean;
  /** The places that have one. */
  ids(): Iterable<string>;
  /** Calls back after every change; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/**
 * Keeps drafts. There is no pause before one is saved: each change is written as soon as the write before is through, so that a
 * crash takes what was typed during one write, some milliseconds.
 */
export function createDrafts<Draft extends { id: string }>({ persistence, join }: DraftsOptions<Draft>): Drafts<Draft> {
  const { tabs } = persistence;
  const drafts = new Map<string, Draft>();
  const listeners = new Set<() => void>();
  const touched = new Set<string>();
  const unsaved = new Set<string>();
  const writing = new Set<string>();
  let loaded = false;

  const show = (id: string, draft: Draft | undefined) => {
    if (!loaded) touched.add(id);
    if (draft) drafts.set(id, draft);
    else drafts.delete(id);
    for (const listener of listeners) listener();
  };

  /** Writes what stands there by then, until that is what is saved. */
  const write = async (id: string) => {
    unsaved.add(id);
    if (writing.has(id)) return;
    writing.add(id);
    let kept = true;
    for (let last: Draft | null | undefined = null; kept && last !== drafts.get(id); ) {
      last = drafts.get(id);
      kept = await (last ? persistence.save(last) : persistence.remove(id)).then(
        () => persistence.durable,
        () => false,
      );
    }
    writing.delete(id);
    if (kept) unsaved.delete(id);
  };

  tabs?.listen((message) => {
    const { id, draft } = message as { id: string; draft: Draft | undefined };
    show(id, draft);
  });

  void persistence.load().then(
    (saved) => {
      loaded = true;
      for (const old of saved) {
        const typed = drafts.get(old.id);
        if (!touched.has(old.id)) show(old.id, old);
        else if (typed) set(join(old, typed));
      }
      touched.clear();
    },
    () => undefined,
  );

  const set = (draft: Draft) => {
    show(draft.id, draft);
    tabs?.tell({ id: draft.id, draft });
    void write(draft.id);
  };

  return {
    get: (id) => drafts.get(id),
    set,
    remove(id, after) {
      const had = drafts.has(id);
      if (had) {
        show(id, undefined);
        tabs?.tell({ id });
      }
      // Another draft may have begun by then.
      void Promise.resolve(after).then(
        () => void (had && !drafts.has(id) && write(id)),
        () => undefined,
      );
    },
    isKept: (id) => !unsaved.has(id),
    ids: () => drafts.keys(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
