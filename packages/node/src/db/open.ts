import { openPglite } from "./db.pglite.open.ts";
import { pgliteDb, type PgliteInstance } from "./db.pglite.ts";
import type { PgPool } from "./db.postgres.pool.ts";
import { openPostgres, postgresDb } from "./db.postgres.ts";
import { dbErrors } from "./errors.ts";
import type { DbLogger } from "./logger.ts";
import type { Db } from "./port.ts";

/**
 * What a host can give us as its database: a `postgres://` URL, the path of a folder for the embedded database (`memory://` keeps it
 * in memory), its own `pg.Pool`, its own PGlite instance, or a {@link Db}. Nothing: `DATABASE_URL`, else the folder `.meanwhile`.
 */
export type DatabaseInput = undefined | string | PgPool | PgliteInstance | Db;

export interface OpenDbOptions {
  logger?: DbLogger;
  /** Warns that the embedded database is not for production. Default: `NODE_ENV` is `production`. */
  production?: boolean;
}

const DEFAULT_FOLDER = ".meanwhile";

/**
 * The database behind whatever the host has. `close` on the answer closes only what was opened here.
 *
 * @throws `db/bad_database` when the input is none of these; `db/locked` when another process has the folder open.
 */
export async function openDb(input: DatabaseInput, options: OpenDbOptions = {}): Promise<Db> {
  const database = input ?? environment("DATABASE_URL") ?? DEFAULT_FOLDER;
  if (typeof database === "string") return openString(database, options);
  if (isDb(database)) return database;
  if (isPool(database)) return postgresDb(database, options);
  if (isPglite(database)) return pgliteDb(database, options);
  throw dbErrors.badDatabase(`${describe(database)} is no database. Give a postgres:// URL, a folder's path, a pg.Pool, a PGlite instance, or nothing.`);
}

function openString(database: string, options: OpenDbOptions): Promise<Db> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(database)?.[1]?.toLowerCase();
  if (scheme === "postgres" || scheme === "postgresql") return openPostgres(database, options);
  const production = options.production ?? environment("NODE_ENV") === "production";
  if (scheme === "memory" || scheme === "idb") return openPglite({ ...options, dataDir: database, production });
  // A folder inside the host's, so that what else we keep on disk has room beside it.
  if (scheme === undefined) return openPglite({ ...options, dataDir: `${database}/pglite`, production });
  // Only the scheme is named: the rest of a URL may hold a password.
  throw dbErrors.badDatabase(`A database URL cannot start with ${scheme}:. Use postgres://user:password@host:5432/database for PostgreSQL, or a folder's path for the embedded database.`);
}

/** In a browser there is no environment. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}

function isDb(value: object): value is Db {
  return has(value, ["query", "exec", "tx", "join", "listen"]);
}

function isPool(value: object): value is PgPool {
  return has(value, ["query", "connect", "end"]) && "totalCount" in value && "options" in value;
}

function isPglite(value: object): value is PgliteInstance {
  return has(value, ["query", "exec", "transaction", "listen"]);
}

function has(value: object, methods: string[]): boolean {
  return methods.every((method) => typeof (value as Record<string, unknown>)[method] === "function");
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return `A ${typeof value}`;
  if (has(value, ["connect", "query", "end"])) return "A single pg.Client";
  return "This object";
}
