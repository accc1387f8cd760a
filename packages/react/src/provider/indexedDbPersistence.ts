import type { Operation, Persistence } from "@meanwhile/core";

const STORE = "operations";

/**
 * Keeps unsent operations in the browser's IndexedDB, where they outlive a reload, a crash and being offline.
 *
 * @param name of the database: one a member, so that nobody sends what somebody else wrote: `meanwhile-${userId}`
 * @example
 * const outbox = createOutbox({ client, persistence: indexedDbPersistence(`meanwhile-${user.id}`) });
 */
export function indexedDbPersistence(name: string): Persistence {
  let opening: Promise<IDBDatabase> | undefined;

  const open = () => {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
    // Private windows and full disks refuse; the next operation asks again.
    opening.catch(() => (opening = undefined));
    return opening;
  };

  const run = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await open()).transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve(request.result));
      transaction.addEventListener("abort", () => reject(transaction.error));
    });
  };

  return {
    load: () => run<Operation[]>("readonly", (store) => store.getAll()),
    save: async (operation) => void (await run("readwrite", (store) => store.put(operation))),
    remove: async (id) => void (await run("readwrite", (store) => store.delete(id))),
  };
}
