import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { Logger } from "../http/logger.ts";
import { backoff } from "./backoff.ts";
import type { DueReport } from "./due.run.ts";
import { failureOf } from "./failure.ts";
import { jobsErrors } from "./jobs.errors.ts";
import type { Job, JobDefinition, JobEngine } from "./jobs.port.ts";
import { every, systemTimer, type Timer } from "./timer.ts";

/** A {@link JobEngine} that also runs by hand. */
export interface TableEngine extends JobEngine {
  /** Runs the jobs that wait or are to be tried again at `now` (milliseconds since the epoch), and waits for them. */
  tick(now: number): Promise<DueReport>;
}

export interface TableEngineOptions {
  db: Db;
  clock: Clock;
  logger: Logger;
  timer?: Timer;
}

const POLL = 5_000;
const GRACE = 30_000;
/** The table's names for jobs, apart from due rows of the same kind. */
const PREFIX = "job:";

interface Claimed {
  key: string;
  payload: { id: string; data: unknown };
  attempts: number;
}

/**
 * A queue in the due table, without pg-boss: for a browser, for tests with a clock of their own, and for a process that runs no jobs but
 * sends some. Polled, so up to five seconds late; a job whose process died is tried again when its lease, as long as `expires`, is over.
 */
export function tableEngine({ db, clock, logger, timer = systemTimer }: TableEngineOptions): TableEngine {
  const definitions = new Map<string, JobDefinition>();
  let ending = new AbortController();
  let stopping = false;
  let cancel: (() => void) | undefined;
  let draining: Promise<DueReport> | undefined;

  const runOne = async (definition: JobDefinition, { key, payload, attempts }: Claimed, lease: string): Promise<boolean> => {
    const { kind, retries = 5, retryDelay = 30 } = definition;
    const job: Job = { id: payload.id, kind, payload: payload.data, attempt: attempts, signal: ending.signal };
    // Whoever sent the same key again meanwhile, or took over after the lease, has another lease or none: then nothing is settled here.
    const mine = sql`kind = ${PREFIX + kind} and workspace = '' and key = ${key} and lease = ${lease}`;
    try {
      await orAborted(definition.run(job), ending.signal);
      await db.query(sql`delete from meanwhile.due where ${mine}`);
      return true;
    } catch (error) {
      const failure = failureOf(error);
      if (attempts > retries) {
        logger.error(`Job ${kind} failed for the last time and is given up`, { id: job.id, attempts, failure });
        await db.query(sql`delete from meanwhile.due where ${mine}`);
      } else {
        logger.warn(`Job ${kind} failed and will be tried again`, { id: job.id, attempts, failure });
        const at = new Date(clock.now() + backoff(attempts, retryDelay * 1_000));
        await db.query(sql`update meanwhile.due set next_due_at = ${at}, failure = ${failure}, lease = null where ${mine}`);
      }
      return false;
    }
  };

  const drainKind = async (definition: JobDefinition, now: number): Promise<DueReport> => {
    const { kind, concurrency = 2, expires = 3600 } = definition;
    const report: DueReport = { ran: 0, failed: 0 };
    const next = async (): Promise<void> => {
      for (;;) {
        if (stopping) return;
        const lease = crypto.randomUUID();
        const [claimed] = await db.query<Claimed>(sql`
          with waiting as materialized (
            select workspace, key from meanwhile.due where kind = ${PREFIX + kind} and next_due_at <= ${new Date(now)}
            order by next_due_at limit 1 for update skip locked)
          update meanwhile.due set lease = ${lease}, attempts = attempts + 1, next_due_at = ${new Date(now + expires * 1_000)}
          from waiting where due.kind = ${PREFIX + kind} and due.workspace = waiting.workspace and due.key = waiting.key
          returning due.key, due.payload, due.attempts`);
        if (!claimed) return;
        if (await runOne(definition, claimed, lease)) report.ran++;
        else report.failed++;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, next));
    return report;
  };

  const drain = async (now: number): Promise<DueReport> => {
    const reports = await Promise.all([...definitions.values()].map((definition) => drainKind(definition, now)));
    return { ran: sum(reports.map(({ ran }) => ran)), failed: sum(reports.map(({ failed }) => failed)) };
  };

  const begin = (now: number): Promise<DueReport> => (draining = drain(now).finally(() => (draining = undefined)));

  return {
    work(definition) {
      if (definitions.has(definition.kind)) throw jobsErrors.kindTaken(`There are two definitions of the job ${definition.kind}.`);
      definitions.set(definition.kind, definition as JobDefinition);
    },
    async start() {
      cancel ??= every(POLL, { clock, timer }, (now) => {
        if (!draining) begin(now).catch((error: unknown) => logger.error("Jobs could not be read; the next try follows", { failure: failureOf(error) }));
      });
    },
    async stop() {
      cancel?.();
      cancel = undefined;
      stopping = true;
      const giveUp = timer.after(GRACE, () => ending.abort(jobsErrors.stopping("The server is stopping; the job will be tried again.")));
      await draining?.catch(() => undefined);
      giveUp();
      ending = new AbortController();
      stopping = false;
    },
    async send(kind, payload, { tx, key = crypto.randomUUID() } = {}) {
      const row = { id: crypto.randomUUID(), data: payload };
      await (tx ?? db).query(sql`
        insert into meanwhile.due (kind, key, next_due_at, payload) values (${PREFIX + kind}, ${key}, ${new Date(clock.now())}, ${row})
        on conflict (kind, workspace, key) do update
        set next_due_at = excluded.next_due_at, payload = excluded.payload, attempts = 0, lease = null
        where due.lease is not null`);
    },
    async tick(now) {
      await draining?.catch(() => undefined);
      return begin(now);
    },
  };
}

/** As the promise, unless the signal is first. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
