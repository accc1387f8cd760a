import { errorKind } from "@meanwhile/core";

/** What can be wrong with a database before anybody asks it something. */
export const dbErrors = {
  /** Not a database we can use: a wrong URL, a client instead of a pool, a folder that cannot be written. */
  badDatabase: errorKind("db/bad_database", 500),
  /** Another process has the embedded database open; `details` is `{ folder, lock, pid, host }`. */
  locked: errorKind("db/locked", 503),
  /** A newer version of this package changed the database in a way this version does not know. */
  newer: errorKind("db/newer", 500),
  /** Not a client with an open transaction. */
  badTransaction: errorKind("db/bad_transaction", 500),
  /** A statement failed, its error was swallowed, and so the transaction rolled back. */
  aborted: errorKind("db/aborted", 500),
  /** A transaction was used after its end. */
  closed: errorKind("db/transaction_closed", 500),
};

/** Did PostgreSQL refuse with this SQLSTATE (`23505`: unique violation), and, when given, for this constraint? */
export function isSqlState(error: unknown, state: string, constraint?: string): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, constraint: broken } = error as { code?: unknown; constraint?: unknown };
  return code === state && (constraint === undefined || broken === constraint);
}
