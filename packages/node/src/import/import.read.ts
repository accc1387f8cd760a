import type { ThreadId } from "@meanwhile/core";
import type { Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";

/** A thread that got comments. */
export interface Touched {
  id: ThreadId;
  space_id: string;
  /** How many comments it had, and has. */
  before: number;
  count: number;
  /** When it was active last, before; ISO 8601. */
  active_before: string;
  /** Up to which number everything counts as read. */
  read: number;
}

/**
 * What is history is unread by nobody. Who had read all of a thread has read what came to it too; who joined before a thread was active last,
 * may see it, and would find it unread for that, has read it.
 */
export async function markRead(tx: Tx, workspace: string, touched: readonly Touched[]): Promise<void> {
  const read = touched.filter((thread) => thread.read > thread.before);
  if (read.length === 0) return;
  const threads = sql`jsonb_to_recordset(${JSON.stringify(read)}::text::jsonb) as r (id text, space_id text, before int, read int, active_before timestamptz)`;
  await tx.query(sql`
    update meanwhile.thread_positions p set position = r.read from ${threads}
    where p.workspace = ${workspace} and p.thread_id = r.id and p.position = r.before and r.before > 0`);
  await tx.query(sql`
    insert into meanwhile.thread_positions (workspace, member_id, thread_id, position)
    select ${workspace}, m.id, r.id, r.read from ${threads}
    join meanwhile.threads t on t.workspace = ${workspace} and t.id = r.id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members m on m.workspace = t.workspace and m.joined_at <= t.active_at and (r.before = 0 or r.active_before < m.joined_at)
      and (s.visibility = 'public' or exists (
        select 1 from meanwhile.space_members sm where sm.workspace = s.workspace and sm.space_id = s.id and sm.member_id = m.id))
    on conflict do nothing`);
}

/**
 * Whoever wrote has read what came before, so that it is not unread in their inbox any more: items of these members and threads, in the
 * order in which everybody locks them.
 */
export async function settleItems(tx: Tx, workspace: string, writers: readonly { memberId: string; threadId: ThreadId }[]): Promise<void> {
  await tx.query(sql`
    update meanwhile.inbox_items i set state = 'read', woken = null, woken_at = null, version = i.version + 1
    from (
      select i.member_id, i.subject_id
      from unnest(${writers.map((one) => one.memberId)}::text[], ${writers.map((one) => one.threadId)}::text[]) as w (member_id, thread_id)
      join meanwhile.inbox_items i on i.workspace = ${workspace} and i.member_id = w.member_id and i.subject_id = w.thread_id
      join meanwhile.thread_positions p on p.workspace = ${workspace} and p.member_id = w.member_id and p.thread_id = w.thread_id
      where i.state = 'unread' and i.reached <= p.position
      order by i.subject_id, i.member_id for update of i) settled
    where i.workspace = ${workspace} and i.member_id = settled.member_id and i.subject_id = settled.subject_id`);
}
