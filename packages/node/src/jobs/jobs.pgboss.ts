import { AsyncLocalStorage } from "node:async_hooks";
import { PgBoss, type ConstructorOptions, type JobResult, type JobWithMetadata, type QueueOptions } from "pg-boss";
import type { Db, Queryable, Tx } from "../db/port.ts";
import { Sql } from "../db/sql.ts";
import type { Logger } from "../http/logger.ts";
import { failureOf } from "./failure.ts";
import { jobsErrors } from "./jobs.errors.ts";
import type { JobDefinition, JobEngine } from "./jobs.port.ts";

export interface PgBossEngineOptions {
  db: Db;
  logger: Logger;
  /** Seconds between looks for jobs to be tried again, and for new ones whose NOTIFY was lost; 5 unless told. */
  poll?: number;
  /** Seconds between looks for jobs whose process died; 15 unless told. */
  supervise?: number;
}

const SCHEMA = "meanwhile_jobs";
const GRACE = 30_000;

/**
 * The port over pg-boss, in the schema `meanwhile_jobs` of the same database, on PGlite and PostgreSQL alike. Load this module with
 * `import()`: it needs Node. pg-boss keeps its own time, the database's; its cron is off, see `docs/decisions/jobs-minute-tick.md`.
 */
export function pgBossEngine({ db, logger, poll = 5, supervise = 15 }: PgBossEngineOptions): JobEngine {
  const definitions = new Map<string, JobDefinition>();
  const { adapter, inside } = adapt(db);
  let boss: PgBoss | undefined;

  const works = async (running: PgBoss, definition: JobDefinition): Promise<void> => {
    const { kind, concurrency = 2, batch = concurrency } = definition;
    const options = queueOptions(definition);
    // Of a key, one job waits; sent without a key, each has its own. The policy of a queue never changes.
    await running.createQueue(kind, { policy: "short", ...options });
    await running.updateQueue(kind, options);
    // A batch of one would be fetched no sooner than the next poll; with two or more a full batch is followed by the next at once.
    const batchSize = Math.max(2, batch);
    await running.work(
      kind,
      { batchSize, includeMetadata: true, perJobResults: true, burstWhenBatchFull: true, pollingIntervalSeconds: poll, notifyPollingIntervalSeconds: poll },
      (jobs: JobWithMetadata<unknown>[]) => inTurn(jobs, concurrency, (job) => runOne(definition, job)),
    );
  };

  const runOne = async (definition: JobDefinition, job: JobWithMetadata<unknown>): Promise<JobResult> => {
    const attempt = job.retryCount + 1;
    try {
      await definition.run({ id: job.id, kind: job.name, payload: unwrap(job.data), attempt, signal: job.signal });
      return { id: job.id, status: "completed" };
    } catch (error) {
      const failure = failureOf(error);
      const last = job.retryCount >= job.retryLimit;
      if (last) logger.error(`Job ${job.name} failed for the last time and is given up`, { id: job.id, attempt, failure });
      else logger.warn(`Job ${job.name} failed and will be tried again`, { id: job.id, attempt, failure });
      return { id: job.id, status: "failed", output: { failure } };
    }
  };

  return {
    work(definition) {
      if (definitions.has(definition.kind)) throw jobsErrors.kindTaken(`There are two definitions of the job ${definition.kind}.`);
      definitions.set(definition.kind, definition as JobDefinition);
    },
    async start() {
      if (boss) return;
      const embedded = db.engine === "pglite";
      const starting = new PgBoss({
        db: adapter,
        schema: SCHEMA,
        backend: db.engine,
        schedule: false,
        useListenNotify: true,
        superviseIntervalSeconds: supervise,
        monitorIntervalSeconds: supervise,
        // PGlite has one connection, which a concurrent rebuild of an index would wait for, and nothing that vacuums behind our back.
        reindex: !embedded,
        monitorVacuum: !embedded,
      });
      starting.on("error", (error: Error) => logger.error("pg-boss failed", { failure: failureOf(error) }));
      starting.on("warning", ({ message, data }: { message: string; data?: unknown }) => logger.warn(message, { data }));
      try {
        await starting.start();
        for (const definition of definitions.values()) await works(starting, definition);
      } catch (error) {
        await starting.stop({ graceful: false, close: false });
        throw error;
      }
      boss = starting;
    },
    async stop() {
      const stopping = boss;
      boss = undefined;
      if (!stopping) return;
      // Before anything is waited for, so that no worker takes another job meanwhile.
      const idle = [...definitions.keys()].map((kind) => stopping.offWork(kind, { wait: false }));
      await Promise.all(idle);
      await stopping.stop({ graceful: true, timeout: GRACE, close: false });
    },
    async send(kind, payload, { tx, key = crypto.randomUUID() } = {}) {
      if (!boss) throw jobsErrors.notStarted(`The job ${kind} was sent before the engine started or after it stopped.`);
      const sending = boss;
      const send = async () => void (await sending.send(kind, { payload }, { singletonKey: key }));
      await (tx ? inside(tx, send) : send());
    },
  };
}

type Database = NonNullable<ConstructorOptions["db"]>;

/** pg-boss takes objects only. */
function unwrap(data: unknown): unknown {
  return (data as { payload?: unknown } | null)?.payload;
}

function queueOptions({ heartbeat = 30, expires = 3600, retries = 5, retryDelay = 30 }: JobDefinition): QueueOptions & { notify: boolean } {
  return { heartbeatSeconds: heartbeat, expireInSeconds: expires, retryLimit: retries, retryDelay, retryBackoff: true, retryDelayMax: 3600, notify: true };
}

/** Calls for each, so many at a time, and answers in their order. */
async function inTurn<T, R>(items: readonly T[], atOnce: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

/**
 * pg-boss on our port. It expects a pool: a failed statement must not spoil the next, and its own transactions come as one text, which
 * on PGlite's only connection and on a pool alike would leave that connection in a failed transaction. They run in one of ours instead.
 *
 * `inside` runs a call of pg-boss in a transaction. Not with its `db` option: what it reads besides, a queue it has not met yet, would
 * wait on PGlite for the transaction that waits for it.
 */
function adapt(db: Db): { adapter: Database; inside<T>(tx: Tx, run: () => Promise<T>): Promise<T> } {
  const transaction = new AsyncLocalStorage<Tx>();
  const adapter: Database = {
    async executeSql(text, values = []) {
      const target: Queryable = transaction.getStore() ?? db;
      const block = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/.exec(text);
      if (!block) return { rows: await target.query(new Sql(text, values)) };
      await db.tx((tx) => tx.exec(block[1]!));
      return { rows: [] };
    },
    async listen(channel, onNotification, onReconnect) {
      const close = await db.listen(channel, onNotification);
      onReconnect();
      return { close };
    },
  };
  return { adapter, inside: (tx, run) => transaction.run(tx, run) };
}
