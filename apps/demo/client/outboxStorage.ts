import type { Operation, Persistence } from "@meanwhile/core";

/** Keeps what somebody wrote and the server does not have yet, across reloads. Nobody else who signs in here sees it. */
export function outboxStorage(personId: string): Persistence {
  const prefix = `fernway.outbox.${personId}.`;
  return {
    async load() {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      return keys.map((key) => JSON.parse(localStorage.getItem(key)!) as Operation);
    },
    async save(operation) {
      localStorage.setItem(prefix + operation.id, JSON.stringify(operation));
    },
    async remove(id) {
      localStorage.removeItem(prefix + id);
    },
  };
}
