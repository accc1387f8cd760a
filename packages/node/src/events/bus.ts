import type { Db } from "../db/port.ts";
import { EVENTS_CHANNEL } from "./events.store.ts";

/** Who waits for news of a workspace. */
export interface Subscriber {
  /** There may be something new. A hint: it may come twice, late, or not at all. */
  poke(): void;
  /** There will be nothing more: the server closes. */
  end(): void;
}

/** Tells that a workspace's log has grown. */
export interface EventBus {
  /** Gives back how to stop. */
  subscribe(workspace: string, subscriber: Subscriber): () => void;
  /** Calls back with the name of each workspace whose log has grown. A hint as well, and without the timer. */
  subscribeAll(onGrowth: (workspace: string) => void): () => void;
  close(): Promise<void>;
}

/**
 * One LISTEN for the whole process, and a timer that pokes everybody every few seconds for what a lost connection swallowed.
 *
 * @param pollMs how often to look without being told
 */
export function createEventBus(db: Db, pollMs: number): EventBus {
  const all = new Map<string, Set<Subscriber>>();
  const listeners = new Set<(workspace: string) => void>();
  let stop: Promise<() => Promise<void>> | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const pokeAll = () => all.forEach((subscribers) => subscribers.forEach((subscriber) => subscriber.poke()));
  const start = () => {
    stop ??= db.listen(EVENTS_CHANNEL, (payload) => {
      const workspace = payload.slice(0, payload.lastIndexOf(":"));
      all.get(workspace)?.forEach((subscriber) => subscriber.poke());
      listeners.forEach((onGrowth) => onGrowth(workspace));
    });
    // Without LISTEN (a pooler in between, say) the poll carries on alone; the next subscriber tries again.
    stop.catch(() => (stop = undefined));
    timer ??= setInterval(pokeAll, pollMs);
    (timer as { unref?: () => void }).unref?.();
  };

  return {
    subscribe(workspace, subscriber) {
      start();
      const subscribers = all.get(workspace) ?? new Set();
      all.set(workspace, subscribers.add(subscriber));
      return () => {
        subscribers.delete(subscriber);
        if (subscribers.size === 0 && all.get(workspace) === subscribers) all.delete(workspace);
      };
    },
    subscribeAll(onGrowth) {
      start();
      listeners.add(onGrowth);
      return () => void listeners.delete(onGrowth);
    },
    async close() {
      listeners.clear();
      clearInterval(timer);
      for (const subscriber of [...all.values()].flatMap((subscribers) => [...subscribers])) subscriber.end();
      await (await stop?.catch(() => undefined))?.();
    },
  };
}
