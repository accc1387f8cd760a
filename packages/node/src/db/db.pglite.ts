import { checkChannel } from "./channel.ts";
import { dbErrors } from "./errors.ts";
import { consoleLogger, type DbLogger } from "./logger.ts";
import { toParameter } from "./parameters.ts";
import { parsers } from "./parsers.ts";
import type { Db, Queryable, Tx } from "./port.ts";
import type { Sql } from "./sql.ts";

/** What a statement can be run on in PGlite: the database, or the transaction its `transaction` hands out. */
export interface PgliteQueryable {
  query(text: string, values?: unknown[], options?: object): Promise<{ rows: unknown[]; affectedRows?: number }>;
  exec(statements: string): Promise<unknown>;
}

/** The part of a PGlite instance we use; `PGlite` and `PGliteWorker` of `@electric-sql/pglite` both fit. */
export interface PgliteInstance extends PgliteQueryable {
  transaction<T>(run: (tx: PgliteQueryable) => Promise<T>): Promise<T>;
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface PgliteDbOptions {
  /** Called by `close`. Without it the instance stays open: it is the host's. */
  onClose?: () => Promise<void>;
  logger?: DbLogger;
}

/** Rows written after which `maintain` has something to do, and after which it starts by itself. */
const WORTH_IT = 1_000;
const OVERDUE = 20_000;

/** The port over a PGlite instance, in Node or in a browser. It does not own the instance unless told how to close it. */
export function pgliteDb(instance: PgliteInstance, { onClose, logger = consoleLogger }: PgliteDbOptions = {}): Db {
  let written = 0;
  let running: Promise<void> | undefined;

  const count = (rows: number): void => {
    written += rows;
    if (written >= OVERDUE && !running) maintain().catch((error: unknown) => logger.warn(`VACUUM of the embedded database failed: ${String(error)}`));
  };

  const maintain = (): Promise<void> => {
    if (running) return running;
    if (written < WORTH_IT) return Promise.resolve();
    written = 0;
    running = checkpointAndVacuum(instance).finally(() => (running = undefined));
    return running;
  };

  const on = (target: PgliteQueryable): Queryable => ({
    async query<Row>(statement: Sql) {
      const { rows, affectedRows = 0 } = await target.query(statement.text, statement.values.map(toParameter), TYPES);
      if (affectedRows > 0) count(affectedRows);
      return rows as Row[];
    },
    async exec(statements) {
      await target.exec(statements);
    },
  });

  const queryable = on(instance);
  return {
    engine: "pglite",
    ...queryable,
    together: (ask) => ask(queryable),
    tx: (run, last) =>
      instance.transaction(async (opened) => {
        const tx: Tx = { kind: "tx", ...on(opened) };
        const result = await run(tx);
        for (const statement of last?.(result) ?? []) await tx.query(statement);
        return result;
      }),
    join(client): Tx {
      if (isTx(client)) return client;
      if (!isPgliteTransaction(client)) {
        throw dbErrors.badTransaction("This is no open transaction of PGlite. Give the object that pglite.transaction(async (tx) => …) hands you.");
      }
      return { kind: "tx", ...on(client) };
    },
    listen: (channel, onNotify) => instance.listen(checkChannel(channel), onNotify),
    maintain,
    async close() {
      await running;
      await onClose?.();
    },
  };
}

/** Text in, text out: booleans and bytes are the two that PGlite would not take as text. */
const asText = (value: string): string => value;
const TYPES = { parsers, serializers: { 16: asText, 17: asText } };

/** VACUUM can share neither a transaction nor a call with another statement. Table by table, since each blocks the thread for its while. */
async function checkpointAndVacuum(instance: PgliteInstance): Promise<void> {
  await instance.exec("checkpoint");
  const { rows } = await instance.query(TABLES);
  for (const { name } of rows as { name: string }[]) await instance.exec(`vacuum (analyze) ${name}`);
}

const TABLES = `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema$)'`;

function isTx(client: unknown): client is Tx {
  return typeof client === "object" && client !== null && (client as Partial<Tx>).kind === "tx";
}

function isPgliteTransaction(client: unknown): client is PgliteQueryable {
  const { query, exec, rollback } = (client ?? {}) as Record<string, unknown>;
  return [query, exec, rollback].every((method) => typeof method === "function");
}
