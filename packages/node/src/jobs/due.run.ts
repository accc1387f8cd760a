import type { Db, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { Logger } from "../http/logger.ts";
import { backoff } from "./backoff.ts";
import type { DueDefinition, DueRow } from "./due.ts";
import { failureOf } from "./failure.ts";
import { jobsErrors } from "./jobs.errors.ts";

export interface RunDueOptions {
  logger: Logger;
  /** Rows claimed and committed together; the definition's own number unless told. */
  batch?: number;
  /** Once aborted, no further batch is begun. */
  signal?: AbortSignal;
}

/** How many rows ran, and how many failed and will be tried again. */
export interface DueReport {
  ran: number;
  failed: number;
}

type Outcome<Payload> = { row: DueRow<Payload> } & ({ next: number | null; failure?: undefined } | { next: number; failure: string });

/**
 * Runs all rows of a kind that are due at `now` (milliseconds since the epoch), oldest first, a batch a transaction. Any number of
 * processes may do so at once: a row is locked by one of them (`for update skip locked`) until its next instant is committed. A process
 * that dies loses its batch as a whole, and another begins it anew.
 *
 * A row that throws is rolled back alone, waits a minute, then two, up to an hour, and holds up no other.
 */
export async function runDue<Payload>(db: Db, definition: DueDefinition<Payload>, now: number, { logger, batch = definition.batch ?? 100, signal }: RunDueOptions): Promise<DueReport> {
  const report: DueReport = { ran: 0, failed: 0 };
  for (;;) {
    if (signal?.aborted) return report;
    const outcomes = await db.tx((tx) => runBatch(tx, definition, now, batch));
    for (const { row, failure } of outcomes) {
      if (failure !== undefined) {
        report.failed++;
        logger.warn(`${definition.kind} failed and will be tried again`, { workspace: row.workspace, key: row.key, attempts: row.attempts + 1, failure });
        continue;
      }
      report.ran++;
      await definition.after?.(row, now).catch((error: unknown) => {
        logger.error(`${definition.kind} ran, but what follows it failed`, { workspace: row.workspace, key: row.key, failure: failureOf(error) });
      });
    }
    if (outcomes.length < batch) return report;
  }
}

async function runBatch<Payload>(tx: Tx, definition: DueDefinition<Payload>, now: number, batch: number): Promise<Outcome<Payload>[]> {
  const claimed = await tx.query<{ workspace: string; key: string; next_due_at: string; payload: Payload; attempts: number }>(sql`
    select workspace, key, next_due_at, payload, attempts from meanwhile.due
    where kind = ${definition.kind} and next_due_at <= ${new Date(now)}
    order by next_due_at limit ${batch} for update skip locked`);
  if (claimed.length === 0) return [];
  const outcomes: Outcome<Payload>[] = [];
  await tx.exec("savepoint due_row");
  for (const { next_due_at, ...rest } of claimed) {
    outcomes.push(await runRow(tx, definition, { ...rest, dueAt: Date.parse(next_due_at) }, now));
  }
  await settle(tx, definition.kind, outcomes);
  return outcomes;
}

async function runRow<Payload>(tx: Tx, definition: DueDefinition<Payload>, row: DueRow<Payload>, now: number): Promise<Outcome<Payload>> {
  try {
    const next = await definition.run(tx, row, now);
    if (next !== null && !(next > now)) {
      throw jobsErrors.notLater(`${definition.kind} answered that it is due next at ${next}, which is not after now, ${now}. Answer with a later instant, or with null for never.`);
    }
    // In one round trip: this row's savepoint closed, the next one's opened. Left open they would pile up.
    await tx.exec("release savepoint due_row; savepoint due_row");
    return { row, next };
  } catch (error) {
    await tx.exec("rollback to savepoint due_row");
    return { row, next: now + backoff(row.attempts + 1), failure: failureOf(error) };
  }
}

/** All at once, whether they ran or failed: a batch costs two statements, not two a row. */
async function settle<Payload>(tx: Tx, kind: string, outcomes: readonly Outcome<Payload>[]): Promise<void> {
  const again = outcomes.filter(({ next }) => next !== null);
  if (again.length > 0) {
    await tx.query(sql`
      update meanwhile.due set next_due_at = outcome.next, attempts = outcome.attempts, failure = outcome.failure
      from unnest(${again.map(({ row }) => row.workspace)}::text[], ${again.map(({ row }) => row.key)}::text[],
        ${again.map(({ next }) => new Date(next!))}::timestamptz[],
        ${again.map(({ row, failure }) => (failure === undefined ? 0 : row.attempts + 1))}::int[],
        ${again.map(({ failure }) => failure ?? null)}::text[]) as outcome (workspace, key, next, attempts, failure)
      where due.kind = ${kind} and due.workspace = outcome.workspace and due.key = outcome.key`);
  }
  const never = outcomes.filter(({ next }) => next === null);
  if (never.length > 0) {
    await tx.query(sql`
      delete from meanwhile.due using unnest(${never.map(({ row }) => row.workspace)}::text[], ${never.map(({ row }) => row.key)}::text[]) as outcome (workspace, key)
      where due.kind = ${kind} and due.workspace = outcome.workspace and due.key = outcome.key`);
  }
}
