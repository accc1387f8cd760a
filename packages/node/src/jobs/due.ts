import type { Queryable, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";

/** Something that is due, as its handler gets it. */
export interface DueRow<Payload = unknown> {
  /** `""` for what belongs to the server, not to a workspace. */
  readonly workspace: string;
  readonly key: string;
  /** When it was due, in milliseconds since the epoch; in the past when the server was down. */
  readonly dueAt: number;
  readonly payload: Payload;
  /** Failures in a row before this run. */
  readonly attempts: number;
}

/** A kind of due row and what happens when its time comes. */
export interface DueDefinition<Payload = unknown> {
  /** `slice.what`. */
  readonly kind: string;
  /** Rows claimed and committed together; 100 unless told. */
  readonly batch?: number;
  /** A duty of the server's own: one row, planned by itself at the first start. */
  readonly duty?: boolean;
  /**
   * Does what is due and says when it is due next, in milliseconds since the epoch and after `now`, or `null` for never again.
   *
   * Writes through `tx` are committed together with the row's next instant, so they happen exactly once; when it throws, they are rolled
   * back and the row is tried again later. After downtime it is called once, however many times were missed. Keep it short and within the
   * database: what talks to the outside is sent as a job, through the same `tx`.
   */
  run(tx: Tx, row: DueRow<Payload>, now: number): Promise<number | null>;
  /** Called after the commit for each row that ran, for what a transaction cannot hold; at most once, not at all after a crash. */
  after?(row: DueRow<Payload>, now: number): Promise<void>;
}

/** A due row to be. */
export interface DuePlan {
  workspace?: string;
  key: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** JSON. */
  payload?: unknown;
}

/** Gives a definition its types. */
export function defineDue<Payload = unknown>(definition: DueDefinition<Payload>): DueDefinition<Payload> {
  return definition;
}

/**
 * Plans rows, or plans them anew: what was planned under the same workspace and key is replaced, failures forgotten. A key may come once
 * in a call. Waits while the row runs.
 */
export async function planDue(db: Queryable, kind: string, plans: readonly DuePlan[]): Promise<void> {
  if (plans.length === 0) return;
  await db.query(sql`
    ${insert(kind, plans)}
    on conflict (kind, workspace, key) do update
    set next_due_at = excluded.next_due_at, payload = excluded.payload, attempts = 0, failure = null, lease = null`);
}

/** Plans rows that are not there yet, and leaves the others alone. */
export async function seedDue(db: Queryable, kind: string, plans: readonly DuePlan[]): Promise<void> {
  if (plans.length === 0) return;
  await db.query(sql`${insert(kind, plans)} on conflict do nothing`);
}

/** Takes a row away. */
export async function cancelDue(db: Queryable, kind: string, { workspace = "", key }: { workspace?: string; key: string }): Promise<void> {
  await db.query(sql`delete from meanwhile.due where kind = ${kind} and workspace = ${workspace} and key = ${key}`);
}

function insert(kind: string, plans: readonly DuePlan[]) {
  const rows = plans.map(({ workspace = "", key, at, payload = null }) => ({ workspace, key, at: new Date(at), payload }));
  return sql`
    insert into meanwhile.due (kind, workspace, key, next_due_at, payload)
    select ${kind}, plan.workspace, plan.key, plan.at, plan.payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as plan (workspace text, key text, at timestamptz, payload jsonb)`;
}
