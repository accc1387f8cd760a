const STORE = "searches";
const MOST = 8;

interface Recent {
  member: string;
  queries: string[];
}

/** What somebody searched for on this device, newest first. */
export interface RecentSearches {
  load(member: string): Promise<string[]>;
  /** Puts it first; the oldest of many go. */
  add(member: string, query: string): Promise<void>;
  clear(member: string): Promise<void>;
}

/** Kept in IndexedDB, in a database for each workspace and apart for each member; where there is none (a private window, a server) nothing is kept, and nothing breaks. */
export function deviceRecentSearches(name: string): RecentSearches {
  const run = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> => {
    if (typeof indexedDB === "undefined") return undefined;
    const database = await opened(name).catch(() => undefined);
    if (!database) return undefined;
    try {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      return await new Promise<T>((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error));
      });
    } finally {
      database.close();
    }
  };
  const load = async (member: string) => (await run<Recent | undefined>("readonly", (store) => store.get(member)))?.queries ?? [];
  return {
    load,
    async add(member, query) {
      const queries = [query, ...(await load(member)).filter((known) => known !== query)].slice(0, MOST);
      await run("readwrite", (store) => store.put({ member, queries } satisfies Recent));
    },
    clear: async (member) => void (await run("readwrite", (store) => store.delete(member))),
  };
}

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "member" }));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
    request.addEventListener("blocked", () => reject(new Error("blocked")));
  });
}
