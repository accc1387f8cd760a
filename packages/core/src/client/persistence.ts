import type { Operation } from "./operation.ts";

/**
 * Where the outbox keeps operations, so that they outlive a reload or a crash. Two tabs may share one: each operation is then sent
 * by both, and carried out once, because its idempotency key is the same.
 */
export interface Persistence {
  /** Everything saved and not removed, in any order. */
  load(): Promise<Operation[]>;
  /** Adds it, or replaces the one with the same id. */
  save(operation: Operation): Promise<void>;
  remove(id: Operation["id"]): Promise<void>;
}

/** Keeps operations as long as the page lives. */
export function memoryPersistence(): Persistence {
  const saved = new Map<Operation["id"], Operation>();
  return {
    load: () => Promise.resolve([...saved.values()]),
    save: (operation) => Promise.resolve(void saved.set(operation.id, operation)),
    remove: (id) => Promise.resolve(void saved.delete(id)),
  };
}
