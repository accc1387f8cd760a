import { backAt } from "@meanwhile/core";
import type { DueTask, Writing } from "../calls/context.ts";
import { type Sql, sql } from "../db/sql.ts";
import { findCalendar, memberZone } from "../members/members.calendar.ts";

/** Items of a workspace that are snoozed until a minute, all of them in one row. */
export const WAKE = "inbox.wake";
/** Whoever waits for a member, in one row a member. */
export const BACK = "inbox.back";

const MINUTE = 60_000;

/** The minute in which something snoozed until an instant wakes: not before it. */
export function wakeAt(instant: string): string {
  return new Date(Math.ceil(Date.parse(instant) / MINUTE) * MINUTE).toISOString();
}

/** Wakes what was snoozed until now or earlier, in the transaction that takes the due row away: once, and after downtime all that overslept. */
export const wakeSnoozed: DueTask = {
  kind: WAKE,
  run: (writing, { workspace }, now) => wake(writing, sql`workspace = ${workspace} and snooze = 'time' and snooze_at <= ${new Date(now)}`, now),
};

/** Wakes what waits for a member who is back; else looks again when they will be, as far as that is known. A change of theirs plans it anew. */
export const wakeWaiting: DueTask = {
  kind: BACK,
  async run(writing, { workspace, key }, now) {
    const calendar = await findCalendar(writing.db, workspace, key);
    const back = calendar ? backAt(calendar, writing.now, memberZone(writing.zones, calendar.timeZone)) : "here";
    const waiting = sql`workspace = ${workspace} and snooze = 'member' and snooze_member = ${key}`;
    if (back === "here") return wake(writing, waiting, now);
    await writing.db.query(sql`
      update meanwhile.inbox_items i set snooze_at = ${back}, version = version + 1 from (${free(sql`${waiting} and snooze_at is distinct from ${back}::timestamptz`)}) free
      where i.workspace = ${workspace} and i.member_id = free.member_id and i.subject_id = free.subject_id`);
    return back === null ? null : Date.parse(back);
  },
};

/** Rows that somebody holds are left alone: who holds them may wait for what we hold. */
function free(which: Sql): Sql {
  return sql`select workspace, member_id, subject_id from meanwhile.inbox_items where ${which} order by member_id, subject_id for update skip locked`;
}

/** @returns when to look again for what could not be woken */
async function wake({ db, now: at, emit }: Writing, which: Sql, now: number): Promise<number | null> {
  const woken = await db.query<{ member_id: string }>(sql`
    update meanwhile.inbox_items i set state = 'unread', woken = i.snooze, woken_at = ${at}::timestamptz, changed_at = ${at}::timestamptz,
      snooze = null, snooze_at = null, snooze_member = null, version = i.version + 1
    from (${free(which)}) free
    where i.workspace = free.workspace and i.member_id = free.member_id and i.subject_id = free.subject_id
    returning i.member_id`);
  for (const recipientId of [...new Set(woken.map((row) => row.member_id))].sort()) emit({ type: "inbox.changed", recipientId });
  const [held] = await db.query(sql`select 1 from meanwhile.inbox_items where ${which} limit 1`);
  return held ? now + MINUTE : null;
}
