import type { ClientUser } from "./transport.ts";
import type { Operation } from "./operation.ts";
import type { Persistence } from "./persistence.ts";
import { tabsOf } from "./tabs.ts";

/** What one member keeps on this device. */
export interface DeviceStorage {
  /** For `createOutbox`. */
  operations: Persistence;
  /** For `createDrafts`. */
  drafts: Persistence<{ id: string }>;
  /** What they searched for. */
  searches: Persistence<{ id: string }>;
  /** Deletes everything this member kept here, unsent words too: for a sign-out on a device that others use. */
  forget(): Promise<void>;
}

/** Each entry takes the schema one version further; none is ever changed. */
const VERSIONS: ((database: IDBDatabase) => void)[] = [
  (database) => {
    database.createObjectStore("operations", { keyPath: "id" });
    database.createObjectStore("drafts", { keyPath: "id" });
  },
  (database) => void database.createObjectStore("searches", { keyPath: "id" }),
];

/**
 * Keeps unsent operations, drafts and recent searches in the browser's IndexedDB, where they outlive a reload, a crash and being offline. There is a
 * database for each member of each workspace: nobody sees or sends what somebody else wrote on the same device. What is there stays at
 * sign-out, and goes on when the same member signs in again, unless `forget` is called. All tabs of a member share it.
 *
 * @param user who is signed in, as your server's `resolveUser` says it
 */
export function deviceStorage({ workspace, id }: ClientUser): DeviceStorage {
  const name = `meanwhile/${encodeURIComponent(workspace)}/${encodeURIComponent(id)}`;
  let opening: Promise<IDBDatabase> | undefined;

  const open = () => {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, VERSIONS.length);
      request.addEventListener("upgradeneeded", ({ oldVersion }) => VERSIONS.slice(oldVersion).forEach((upgrade) => upgrade(request.result)));
      request.addEventListener("error", () => reject(request.error));
      request.addEventListener("success", () => {
        const database = request.result;
        // Another tab brings a newer schema, or forgets everything.
        database.addEventListener("versionchange", () => {
          database.close();
          opening = undefined;
        });
        database.addEventListener("close", () => (opening = undefined));
        resolve(database);
      });
    });
    // Private windows and full disks refuse; the next operation asks again.
    opening.catch(() => (opening = undefined));
    return opening;
  };

  const table = <Item extends { id: string }>(store: string): Persistence<Item> => {
    const run = async <T>(mode: IDBTransactionMode, act: (items: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
      const database = await open();
      return new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode);
        const request = act(transaction.objectStore(store));
        transaction.addEventListener("complete", () => resolve(request.result));
        transaction.addEventListener("abort", () => reject(transaction.error));
        // Not waiting for the request's own event: the page may be closing.
        if (mode === "readwrite") transaction.commit?.();
      });
    };
    return {
      durable: true,
      load: () => run<Item[]>("readonly", (items) => items.getAll()),
      save: async (item) => void (await run("readwrite", (items) => items.put(item))),
      remove: async (key) => void (await run("readwrite", (items) => items.delete(key))),
      tabs: tabsOf(`${name}/${store}`),
    };
  };

  return {
    operations: table<Operation>("operations"),
    drafts: table("drafts"),
    searches: table("searches"),
    forget: () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.addEventListener("success", () => resolve());
        request.addEventListener("error", () => reject(request.error));
      }),
  };
}
