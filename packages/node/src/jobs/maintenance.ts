import type { Clock } from "../db/clock.ts";
import type { Db, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { defineDue, seedDue, type DueDefinition } from "./due.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface MaintenanceOptions {
  /** Milliseconds an event stays in the log; 30 days unless told. Who was away longer reads everything anew. */
  eventsKept?: number;
  /** Rows deleted in one go; 5,000 unless told. When there are more, the next go follows a minute later. */
  batch?: number;
}

const EXPIRE_KEYS = "maintenance.idempotency_keys";
const EXPIRE_UNDOS = "maintenance.inbox_undos";
const TRIM_EVENTS = "maintenance.events";
const TIDY_DATABASE = "maintenance.database";

/** The server's own duties, as due rows of no workspace. */
export function maintenance(db: Db, { eventsKept = 30 * DAY, batch = 5_000 }: MaintenanceOptions = {}): DueDefinition[] {
  /** Deletes a batch, and comes back soon while batches are full. */
  const inBatches = (kind: string, deleteSome: (tx: Tx, now: number) => Promise<number>): DueDefinition =>
    defineDue({ kind, run: async (tx, _row, now) => now + ((await deleteSome(tx, now)) < batch ? HOUR : MINUTE) });
  return [
    inBatches(EXPIRE_KEYS, (tx, now) => expireKeys(tx, now, batch)),
    inBatches(EXPIRE_UNDOS, (tx, now) => expireUndos(tx, now, batch)),
    inBatches(TRIM_EVENTS, (tx, now) => trimEvents(tx, now - eventsKept, batch)),
    // Afterwards, because VACUUM can be in no transaction. PostgreSQL does this by itself, and `maintain` returns at once.
    defineDue({ kind: TIDY_DATABASE, run: async (_tx, _row, now) => now + 10 * MINUTE, after: () => db.maintain() }),
  ];
}

/** Plans the duties that are not planned yet: at once, since each finds out by itself whether there is anything to do. */
export async function scheduleMaintenance(db: Db, clock: Clock): Promise<void> {
  const plans = [{ key: "server", at: clock.now() }];
  for (const kind of [EXPIRE_KEYS, EXPIRE_UNDOS, TRIM_EVENTS, TIDY_DATABASE]) await seedDue(db, kind, plans);
}

async function expireKeys(tx: Tx, now: number, batch: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    with old as materialized (
      select workspace, actor_id, key from meanwhile.idempotency_keys where expires_at <= ${new Date(now)} order by expires_at limit ${batch}
      for update skip locked),
    gone as (
      delete from meanwhile.idempotency_keys k using old
      where k.workspace = old.workspace and k.actor_id = old.actor_id and k.key = old.key returning 1)
    select count(*) from gone`);
  return row!.count;
}

/** What can be taken back no more. */
async function expireUndos(tx: Tx, now: number, batch: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    with old as materialized (
      select workspace, id from meanwhile.inbox_undos where expires_at <= ${new Date(now)} order by expires_at limit ${batch} for update skip locked),
    gone as (delete from meanwhile.inbox_undos u using old where u.workspace = old.workspace and u.id = old.id returning 1)
    select count(*) from gone`);
  return row!.count;
}

/** Readers learn from `trimmed_seq` that what they ask for is gone. What search did not read yet stays. */
async function trimEvents(tx: Tx, before: number, batch: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    with old as materialized (
      select e.workspace, e.seq from meanwhile.events e join meanwhile.search_positions p on p.workspace = e.workspace and p.seq >= e.seq
      where e.at < ${new Date(before)} order by e.at, e.seq limit ${batch}),
    gone as (
      delete from meanwhile.events e using old where e.workspace = old.workspace and e.seq = old.seq returning e.workspace, e.seq),
    ends as (select workspace, max(seq) as seq from gone group by workspace),
    told as (
      update meanwhile.workspaces w set trimmed_seq = greatest(w.trimmed_seq, ends.seq) from ends where w.id = ends.workspace)
    select count(*) from gone`);
  return row!.count;
}
