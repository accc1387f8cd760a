import type { Sql } from "./sql.ts";

/**
 * What a query runs on: the database, or an open transaction. Rows have one shape on every engine:
 * `int8` and `numeric` are numbers, `json` and `jsonb` are parsed, `timestamptz` is an ISO 8601 string in UTC with milliseconds
 * (`2026-11-23T09:00:00.000Z`), `date` is `YYYY-MM-DD`, `bytea` is a `Uint8Array`.
 */
export interface Queryable {
  query<Row = Record<string, unknown>>(statement: Sql): Promise<Row[]>;
  /** Several statements without parameters; for migrations. */
  exec(statements: string): Promise<void>;
}

/** An open transaction. It commits when the function it was given to returns, and rolls back when it throws. */
export interface Tx extends Queryable {
  readonly kind: "tx";
}

/** The port to the database. */
export interface Db extends Queryable {
  readonly engine: "pglite" | "postgres";
  /**
   * Runs one transaction.
   *
   * @param last the closing statements, whose rows nobody reads. Where the driver can, they travel with the commit, so they cost no wait of
   *   their own; if one fails, everything is rolled back and `tx` throws its error
   */
  tx<T>(run: (tx: Tx) => Promise<T>, last?: (result: T) => readonly Sql[]): Promise<T>;
  /**
   * Asks on one connection, without a transaction: where the driver can, statements asked in one tick travel together, and the answers come
   * after one wait.
   */
  together<T>(ask: (db: Queryable) => Promise<T>): Promise<T>;
  /** Joins a transaction that the host has open on its own client; the host commits it. */
  join(client: unknown): Tx;
  /** Calls back for each NOTIFY. A lost connection is mended by itself; what came meanwhile is lost, so callers poll too. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  /**
   * What a server's background processes do by themselves: checkpoint, vacuum, analyze. Call it from time to time; it returns at once
   * when little was written since, and always on PostgreSQL.
   */
  maintain(): Promise<void>;
  /** Closes what was opened for us; a host's own pool or instance stays open. */
  close(): Promise<void>;
}
