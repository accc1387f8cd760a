import type { Db } from "../db/port.ts";
import { EVENTS_CHANNEL } from "./events.store.ts";

/** Tells that a workspace's log has grown. A hint: it may come twice, late, or not at all. */
export interface EventBus {
  /** Calls `poke` whenever there may be something new; gives back how to stop. */
  subscribe(workspace: string, poke: () => void): () => void;
  close(): Promise<void>;
}

/**
 * One LISTEN for the whole process, and a timer that pokes everybody every few seconds for what a lost connection swallowed.
 *
 * @param pollMs how often to look without being told
 */
export function createEventBus(db: Db, pollMs: number): EventBus {
  const pokes = new Map<string, Set<() => void>>();
  let stop: Promise<() => Promise<void>> | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const pokeAll = () => pokes.forEach((subscribers) => subscribers.forEach((poke) => poke()));
  const start = () => {
    stop ??= db.listen(EVENTS_CHANNEL, (payload) => pokes.get(payload.slice(0, payload.lastIndexOf(":")))?.forEach((poke) => poke()));
    // Without LISTEN (a pooler in between, say) the poll carries on alone; the next subscriber tries again.
    stop.catch(() => (stop = undefined));
    timer ??= setInterval(pokeAll, pollMs);
    (timer as { unref?: () => void }).unref?.();
  };

  return {
    subscribe(workspace, poke) {
      start();
      const subscribers = pokes.get(workspace) ?? new Set();
      pokes.set(workspace, subscribers.add(poke));
      return () => {
        subscribers.delete(poke);
        if (subscribers.size === 0 && pokes.get(workspace) === subscribers) pokes.delete(workspace);
      };
    },
    async close() {
      clearInterval(timer);
      pokes.clear();
      await (await stop?.catch(() => undefined))?.();
    },
  };
}
