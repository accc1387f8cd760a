import type { Operation } from "./operation.ts";

/**
 * Where things that must outlive a reload or a crash are kept: the outbox's operations, and drafts. A place that several tabs share says so
 * with `tabs`; without it each tab sends what is there, and the idempotency key makes sure that the server does it once.
 */
export interface Persistence<Item extends { id: string } = Operation> {
  /** False where items live only as long as the page. */
  readonly durable: boolean;
  /** Everything saved and not removed, in any order. */
  load(): Promise<Item[]>;
  /** Adds it, or replaces the one with the same id. Rejects where it could not be kept: a private window, a full disk. */
  save(item: Item): Promise<void>;
  remove(id: Item["id"]): Promise<void>;
  readonly tabs?: Tabs | undefined;
}

/** The tabs of one browser that share a place. */
export interface Tabs {
  /** Tells the others something; a message is what `structuredClone` takes. */
  tell(message: unknown): void;
  /** Hears what the others tell, in their order. Returns how to stop. */
  listen(listener: (message: unknown) => void): () => void;
  /**
   * Runs `act` while no other tab is in such a turn; waits for it until `signal` is aborted. The signal that `act` gets is aborted when
   * another tab took the turn away, because this one seemed to be frozen.
   */
  alone(act: (turn: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Keeps items as long as the page lives. */
export function memoryPersistence<Item extends { id: string } = Operation>(): Persistence<Item> {
  const saved = new Map<Item["id"], Item>();
  return {
    durable: false,
    load: () => Promise.resolve([...saved.values()]),
    save: (item) => Promise.resolve(void saved.set(item.id, item)),
    remove: (id) => Promise.resolve(void saved.delete(id)),
  };
}
