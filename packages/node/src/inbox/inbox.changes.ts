import type { Actor, ThreadId, UndoId } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { findVisible } from "./inbox.store.ts";

/** What a member changes about some of their items. */
export interface ItemChange {
  /** What to write, on `i`. */
  set: Sql;
  /** Where their reading position goes in those threads: to the end, before a comment, or nowhere. */
  position?: "end" | number;
}

interface Before {
  subject_id: string;
  /** The version that the change made; what has another by now changed since. */
  after: number;
  [column: string]: unknown;
}

interface PositionBefore {
  thread_id: ThreadId;
  before: number | null;
  after: number;
}

interface Changes {
  items: Before[];
  positions: PositionBefore[];
  /** Items that the change made. */
  made: { subject_id: string; after: number }[];
}

/** The columns that an undo puts back. */
const COLUMNS = ["state", "reasons", "by_id", "marked_at", "marked_by", "saved_at", "snooze", "snooze_at", "snooze_member", "woken", "woken_at", "changed_at"];
const TYPED = sql`state text, reasons int, by_id text, marked_at timestamptz, marked_by text, saved_at timestamptz, snooze text, snooze_at timestamptz,
  snooze_member text, woken text, woken_at timestamptz, changed_at timestamptz`;

/**
 * Changes items of the actor's and keeps how they were. Positions first, then items by subject: whoever locks both does so in this order.
 *
 * @param made subjects whose items were put there by the same call, which an undo takes out again
 */
export async function changeItems(db: Queryable, actor: Actor, subjectIds: readonly string[], change: ItemChange, undo: { id: UndoId; expiresAt: string }, made: readonly string[] = []): Promise<number> {
  const ids = [...subjectIds];
  const positions = change.position === undefined ? [] : await movePositions(db, actor, ids, change.position);
  const before = await db.query<Before>(sql`
    select * from meanwhile.inbox_items where workspace = ${actor.workspace} and member_id = ${actor.id} and subject_id = any(${ids}::text[])
    order by subject_id for update`);
  const changed = await db.query<{ subject_id: string; version: number }>(sql`
    update meanwhile.inbox_items i set ${change.set}, version = i.version + 1
    where i.workspace = ${actor.workspace} and i.member_id = ${actor.id} and i.subject_id = any(${ids}::text[])
    returning i.subject_id, i.version`);
  const versions = new Map(changed.map((row) => [row.subject_id, row.version]));
  const kept = (row: Before) => ({ subject_id: row.subject_id, after: versions.get(row.subject_id)!, ...Object.fromEntries(COLUMNS.map((column) => [column, row[column]])) });
  const changes: Changes = {
    items: before.filter((row) => !made.includes(row.subject_id)).map(kept),
    positions,
    made: made.map((subject_id) => ({ subject_id, after: versions.get(subject_id)! })),
  };
  await db.query(sql`
    insert into meanwhile.inbox_undos (workspace, id, member_id, expires_at, changes)
    values (${actor.workspace}, ${undo.id}, ${actor.id}, ${undo.expiresAt}, ${JSON.stringify(changes)}::text::jsonb)`);
  return changed.length;
}

async function movePositions(db: Queryable, actor: Actor, threadIds: readonly string[], to: "end" | number): Promise<PositionBefore[]> {
  const rows = await db.query<{ thread_id: ThreadId; comment_count: number; position: number | null }>(sql`
    select t.id as thread_id, t.comment_count, p.position from meanwhile.threads t
    left join meanwhile.thread_positions p on p.workspace = t.workspace and p.member_id = ${actor.id} and p.thread_id = t.id
    where t.workspace = ${actor.workspace} and t.id = any(${[...threadIds]}::text[]) order by t.id`);
  const moves = rows
    .map(({ thread_id, comment_count, position }) => ({ thread_id, before: position, after: to === "end" ? comment_count : Math.min(to, comment_count) }))
    .filter(({ before, after }) => before !== after);
  if (moves.length === 0) return [];
  await db.query(sql`
    insert into meanwhile.thread_positions as p (workspace, member_id, thread_id, position)
    select ${actor.workspace}, ${actor.id}, m.thread_id, m.after
    from jsonb_to_recordset(${JSON.stringify(moves)}::text::jsonb) as m (thread_id text, after int) order by m.thread_id
    on conflict (workspace, member_id, thread_id) do update set position = excluded.position`);
  return moves;
}

/**
 * Takes a change back: of each item and position that is still as the change left it, and that the actor may still see. Once.
 *
 * @returns how many items, and whether positions moved; `undefined` where there is nothing to take back, or not any more
 */
export async function undoChange(db: Queryable, actor: Actor, id: UndoId, now: string): Promise<{ restored: number; moved: boolean } | undefined> {
  const [row] = await db.query<{ changes: Changes }>(sql`
    delete from meanwhile.inbox_undos where workspace = ${actor.workspace} and id = ${id} and member_id = ${actor.id} and expires_at > ${now}::timestamptz
    returning changes`);
  if (!row) return undefined;
  const { items, positions, made } = row.changes;
  const visible = await findVisible(db, actor, [...items, ...made].map((one) => one.subject_id));
  const moved = await restorePositions(db, actor, positions.filter((one) => visible.has(one.thread_id)));
  const kept = items.filter((one) => visible.has(one.subject_id));
  const restored = await db.query(sql`
    with chosen as (
      select b.* from jsonb_to_recordset(${JSON.stringify(kept)}::text::jsonb) as b (subject_id text, after int, ${TYPED})
      join meanwhile.inbox_items i on i.workspace = ${actor.workspace} and i.member_id = ${actor.id} and i.subject_id = b.subject_id and i.version = b.after
      order by b.subject_id for update of i)
    update meanwhile.inbox_items i set
      reasons = b.reasons, by_id = b.by_id, marked_at = b.marked_at, marked_by = b.marked_by, saved_at = b.saved_at, snooze = b.snooze, snooze_at = b.snooze_at,
      snooze_member = b.snooze_member, woken = b.woken, woken_at = b.woken_at, changed_at = b.changed_at, version = i.version + 1,
      -- What came in while it was done counts.
      state = case when b.state = 'done' then 'done' when i.reached > coalesce((
          select p.position from meanwhile.thread_positions p where p.workspace = i.workspace and p.member_id = i.member_id and p.thread_id = i.subject_id), i.reached)
        then 'unread' else b.state end
    from chosen b where i.workspace = ${actor.workspace} and i.member_id = ${actor.id} and i.subject_id = b.subject_id and i.version = b.after
    returning i.subject_id`);
  const out = await db.query(sql`
    delete from meanwhile.inbox_items i using jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb) as b (subject_id text, after int)
    where i.workspace = ${actor.workspace} and i.member_id = ${actor.id} and i.subject_id = b.subject_id and i.version = b.after returning i.subject_id`);
  return { restored: restored.length + out.length, moved };
}

async function restorePositions(db: Queryable, actor: Actor, positions: readonly PositionBefore[]): Promise<boolean> {
  if (positions.length === 0) return false;
  const back = sql`jsonb_to_recordset(${JSON.stringify(positions)}::text::jsonb) as b (thread_id text, before int, after int)`;
  const mine = sql`p.workspace = ${actor.workspace} and p.member_id = ${actor.id} and p.thread_id = b.thread_id and p.position = b.after`;
  const moved = await db.query(sql`update meanwhile.thread_positions p set position = b.before from ${back} where ${mine} and b.before is not null returning 1`);
  const unread = await db.query(sql`delete from meanwhile.thread_positions p using ${back} where ${mine} and b.before is null returning 1`);
  return moved.length + unread.length > 0;
}
