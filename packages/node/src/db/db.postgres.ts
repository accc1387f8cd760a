import { listenOn } from "./db.postgres.listener.ts";
import type { PgClient, PgPool } from "./db.postgres.pool.ts";
import { inTurn } from "./db.postgres.turns.ts";
import { dbErrors } from "./errors.ts";
import { consoleLogger, type DbLogger } from "./logger.ts";
import { toParameter } from "./parameters.ts";
import { parsers } from "./parsers.ts";
import type { Db, Queryable, Tx } from "./port.ts";
import type { Sql } from "./sql.ts";

export interface PostgresDbOptions {
  logger?: DbLogger;
  /** True when the pool ends with the database. A host's pool stays open. */
  ownsPool?: boolean;
}

/**
 * A pool of our own for a URL. Nothing is connected before the first query.
 *
 * @throws `db/bad_database` when the URL cannot be read. The message never holds the URL: it has a password in it.
 */
export async function openPostgres(url: string, { logger = consoleLogger }: { logger?: DbLogger } = {}): Promise<Db> {
  const { default: pg } = await import("pg");
  const options = { connectionString: url, fallback_application_name: "meanwhile", keepAlive: true };
  if (!isReadable(() => new pg.Client(options))) {
    throw dbErrors.badDatabase("The database URL cannot be read. It looks like postgres://user:password@host:5432/database; special characters in the password are percent-encoded.");
  }
  const pool = new pg.Pool(options);
  // Without a listener, a connection that breaks while it idles ends the process.
  pool.on("error", (error) => {
    if (!pool.ending) logger.warn(`An idle connection to PostgreSQL broke (${error.message}); the pool opens another.`);
  });
  return postgresDb(pool as unknown as PgPool, { logger, ownsPool: true });
}

/** A pool reads its URL only when it connects; a client that is never connected reads it now. */
function isReadable(makeClient: () => { host: string }): boolean {
  try {
    return makeClient().host.length > 0;
  } catch {
    return false;
  }
}

/** The port over a `pg.Pool`: ours or the host's. The host's own type parsers are neither used nor changed. */
export function postgresDb(pool: PgPool, { logger = consoleLogger, ownsPool = false }: PostgresDbOptions = {}): Db {
  const listener = listenOn(pool, logger);
  return {
    engine: "postgres",
    ...on(pool),
    tx: (run) => transaction(pool, run),
    join(client): Tx {
      if (isTx(client)) return client;
      if (!isClient(client)) throw dbErrors.badTransaction("This is no pg client. Give the one on which you ran BEGIN, not the pool: each query of a pool may go to another connection.");
      return { kind: "tx", ...on(inTurn(client)) };
    },
    listen: listener.listen,
    // PostgreSQL has its own background processes for this.
    maintain: async () => {},
    async close() {
      await listener.close();
      if (ownsPool) await pool.end();
    },
  };
}

async function transaction<T>(pool: PgPool, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let open = true;
  let broken = false;
  // A client outside the pool has no listener of its own, and an error nobody hears ends the process.
  const onError = (): void => void (broken = true);
  client.on("error", onError);
  const turns = inTurn(client);
  try {
    await turns.query({ text: "begin" });
    const result = await run({ kind: "tx", ...on(turns, () => open) });
    open = false;
    const { command } = await turns.query({ text: "commit" });
    if (command === "ROLLBACK") throw dbErrors.aborted("A statement in this transaction failed and its error was swallowed, so PostgreSQL rolled everything back.");
    return result;
  } catch (error) {
    open = false;
    await turns.query({ text: "rollback" }).catch(onError);
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

const TYPES = { getTypeParser: (oid: number) => parsers[oid] ?? ((text: string) => text) };

function on(target: Pick<PgPool, "query">, isOpen: () => boolean = () => true): Queryable {
  const check = (): void => {
    if (!isOpen()) throw dbErrors.closed("This transaction has ended. Await every statement inside the function given to tx().");
  };
  return {
    async query<Row>({ text, values }: Sql) {
      check();
      // Extended even without values: one statement per call, as on PGlite.
      const config = { text, values: values.map(toParameter), types: TYPES, queryMode: "extended" };
      const { rows } = await target.query(config);
      return rows as Row[];
    },
    async exec(statements) {
      check();
      await target.query({ text: statements });
    },
  };
}

function isTx(client: unknown): client is Tx {
  return typeof client === "object" && client !== null && (client as Partial<Tx>).kind === "tx";
}

function isClient(client: unknown): client is PgClient {
  const { query, totalCount } = (client ?? {}) as Record<string, unknown>;
  return typeof query === "function" && totalCount === undefined;
}
