import { listenOn } from "./db.postgres.listener.ts";
import type { PgClient, PgPool } from "./db.postgres.pool.ts";
import { inTurn } from "./db.postgres.turns.ts";
import { dbErrors } from "./errors.ts";
import { consoleLogger, type DbLogger } from "./logger.ts";
import { toParameter } from "./parameters.ts";
import { type PreparedStatements, preparedStatements } from "./db.postgres.prepared.ts";
import { parsers } from "./parsers.ts";
import type { Db, Queryable, Tx } from "./port.ts";
import type { Sql } from "./sql.ts";

export interface PostgresDbOptions {
  logger?: DbLogger;
  /** A pool made by {@link openPostgres}: it ends with the database, its clients pipeline, and its statements may be prepared. */
  own?: { prepared: PreparedStatements };
}

/**
 * A pool of our own for a URL. Nothing is connected before the first query.
 *
 * @throws `db/bad_database` when the URL cannot be read. The message never holds the URL: it has a password in it.
 */
export async function openPostgres(url: string, { logger = consoleLogger }: { logger?: DbLogger } = {}): Promise<Db> {
  const { default: pg } = await import("pg");
  const prepared = preparedStatements();
  const options = {
    connectionString: url,
    fallback_application_name: "meanwhile",
    keepAlive: true,
    // Statements go out without waiting for the answers to those before them, so BEGIN and COMMIT cost no round trip of their own.
    pipeline: true,
    onConnect: async (client: unknown) => {
      const direct = client as PgClient & { processID: number };
      if (!(await isDirect(direct))) return prepared.stop();
      // Counting on slow disks, PostgreSQL would rather look at each of a few hundred members than look one up. What we ask for is in memory, by
      // an index, and a plan that is kept from when a table was small must not read all of it later. Where there is no index it reads on.
      await direct.query({ text: "set random_page_cost = 1.1; set enable_seqscan = off" });
    },
  };
  if (!isReadable(() => new pg.Client(options))) {
    throw dbErrors.badDatabase("The database URL cannot be read. It looks like postgres://user:password@host:5432/database; special characters in the password are percent-encoded.");
  }
  const pool = new pg.Pool(options);
  // Without a listener, a connection that breaks while it idles ends the process.
  pool.on("error", (error) => {
    if (!pool.ending) logger.warn(`An idle connection to PostgreSQL broke (${error.message}); the pool opens another.`);
  });
  // The pool lets go of its connections before they are gone; one that the server cuts then has no other listener.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return postgresDb(pool as unknown as PgPool, { logger, own: { prepared } });
}

/**
 * Is it PostgreSQL itself at the other end? A pooler (PgBouncer, say) greets with a process id of its own, and may run each transaction
 * on another connection, where what was prepared is unknown.
 */
async function isDirect(client: PgClient & { processID: number }): Promise<boolean> {
  const { rows } = await client.query({ text: "select pg_backend_pid()::text as pid" });
  return (rows[0] as { pid: string }).pid === String(client.processID);
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
export function postgresDb(pool: PgPool, { logger = consoleLogger, own }: PostgresDbOptions = {}): Db {
  const listener = listenOn(pool, logger);
  const queryable = on(pool, { prepared: own?.prepared });
  return {
    engine: "postgres",
    ...queryable,
    together: (ask) => (own ? onOneClient(pool, own.prepared, ask) : ask(queryable)),
    tx: (run, last) => transaction(pool, own, run, last),
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
      if (own) await pool.end();
    },
  };
}

async function onOneClient<T>(pool: PgPool, prepared: PreparedStatements, ask: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  const onError = (): void => void (broken = true);
  client.on("error", onError);
  try {
    holdBack(client);
    return await ask(on(client, { prepared }));
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

async function transaction<T>(pool: PgPool, own: PostgresDbOptions["own"], run: (tx: Tx) => Promise<T>, last?: (result: T) => readonly Sql[]): Promise<T> {
  const client = await pool.connect();
  let open = true;
  let broken = false;
  // A client outside the pool has no listener of its own, and an error nobody hears ends the process.
  const onError = (): void => void (broken = true);
  client.on("error", onError);
  const line = own ? client : inTurn(client);
  const prepared = own?.prepared;
  try {
    if (own) holdBack(client);
    const [, result] = await all([line.query({ text: "begin" }), run({ kind: "tx", ...on(line, { prepared, isOpen: () => open }) })]);
    open = false;
    // Made before any is sent: once the commit is on its way, only PostgreSQL can still say no.
    const closing = [...(last?.(result) ?? []).map((statement) => toConfig(statement, prepared)), { text: "commit" }];
    if (own) holdBack(client);
    const answers = await all(closing.map((config) => line.query(config)));
    if (answers.at(-1)!.command === "ROLLBACK") throw dbErrors.aborted("A statement in this transaction failed and its error was swallowed, so PostgreSQL rolled everything back.");
    return result;
  } catch (error) {
    open = false;
    prepared?.failed(error);
    await line.query({ text: "rollback" }).catch(onError);
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

/**
 * Sends what is asked until the end of this tick in one piece: pg writes each statement by itself, and a write to a socket, with what it
 * wakes at the other end, costs more than many a statement.
 */
function holdBack({ connection }: PgClient): void {
  connection?.stream.cork();
  process.nextTick(() => connection?.stream.uncork());
}

/** Like `Promise.all`, but leaves nothing running behind the first error. */
async function all<const T extends readonly Promise<unknown>[]>(promises: T) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

const TYPES = { getTypeParser: (oid: number) => parsers[oid] ?? ((text: string) => text) };

function toConfig({ text, values }: Sql, prepared: PreparedStatements | undefined) {
  // Extended even without values: one statement per call, as on PGlite.
  return { text, values: values.map(toParameter), types: TYPES, queryMode: "extended", name: prepared?.nameOf(text) };
}

interface OnOptions {
  prepared?: PreparedStatements | undefined;
  /** In a transaction, whether it is still open. */
  isOpen?: () => boolean;
}

function on(target: Pick<PgPool, "query">, { prepared, isOpen }: OnOptions = {}): Queryable {
  const check = (): void => {
    if (isOpen?.() === false) throw dbErrors.closed("This transaction has ended. Await every statement inside the function given to tx().");
  };
  const ask = async <Row>(statement: Sql) => (await target.query(toConfig(statement, prepared))).rows as Row[];
  return {
    async query<Row>(statement: Sql) {
      check();
      try {
        return await ask<Row>(statement);
      } catch (error) {
        // A transaction ends with the error; outside of one the statement can be asked again, without its name.
        if (prepared?.failed(error) && !isOpen) return ask<Row>(statement);
        throw error;
      }
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
