import type { Actor, CatchUpComment, ChannelId, InboxReason, MemberRef, ThreadId } from "@meanwhile/core";
import type { Body } from "@meanwhile/core/body";
import type { Queryable } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";
import { visibleSpace } from "../permissions/spaces.ts";
import { reasonsIn } from "./inbox.reasons.ts";

/** A period, ISO 8601: from and with, up to and without. */
export interface Period {
  from: string;
  to: string;
}

interface PlaceRow {
  thread_id: ThreadId;
  title: string;
  kind: string;
  space_id: string;
  space_name: string;
}

/** Something that was written, as an entry shows it. */
export interface Said {
  threadId: ThreadId;
  number: number;
  title: string;
  channel: { id: ChannelId; name: string } | null;
  author: MemberRef;
  at: string;
  body: Body;
}

const PLACE = sql`t.id as thread_id, t.title, s.kind, s.id as space_id, s.name as space_name,
  jsonb_build_object('id', a.id, 'name', a.name, 'avatarUrl', a.avatar_url) as author`;

function toSaid(row: PlaceRow & { number: number; author: MemberRef; at: string; body: Body }): Said {
  const channel = row.kind === "channel" ? { id: row.space_id as ChannelId, name: row.space_name } : null;
  return { threadId: row.thread_id, number: row.number, title: row.title, channel, author: row.author, at: row.at, body: row.body };
}

/** What was decided in the period and holds, newest first, with the comment before it. */
export async function decidedIn(db: Queryable, actor: Actor, { from, to }: Period, limit: number): Promise<Said[]> {
  const rows = await db.query<Parameters<typeof toSaid>[0]>(sql`
    select ${PLACE}, d.decided_at as at, d.body, coalesce((
      select max(c.number) from meanwhile.comments c where c.workspace = t.workspace and c.thread_id = t.id and c.created_at <= d.decided_at), 1) as number
    from meanwhile.decisions d
    join meanwhile.threads t on t.workspace = d.workspace and t.id = d.thread_id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members a on a.workspace = d.workspace and a.id = d.author_id
    where d.workspace = ${actor.workspace} and d.decided_at >= ${from}::timestamptz and d.decided_at < ${to}::timestamptz
      and d.state not in ('withdrawn', 'superseded') and ${visibleSpace(actor)}
    order by d.decided_at desc, d.id desc limit ${literal(limit)}`);
  return rows.map(toSaid);
}

/** Comments of the period by others, newest first, in the 1,000 threads that were active last. */
export async function writtenIn(db: Queryable, actor: Actor, { from, to }: Period, limit: number): Promise<CatchUpComment[]> {
  const rows = await db.query<{ thread_id: ThreadId; number: number; asks: boolean; named: boolean; answered: boolean }>(sql`
    with recent as (
      select t.workspace, t.id, s.kind from meanwhile.threads t
      join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where t.workspace = ${actor.workspace} and t.active_at >= ${from}::timestamptz and ${visibleSpace(actor)}
      order by t.active_at desc, t.id desc limit 1000)
    select c.thread_id, c.number, c.asks,
      c.asks and (r.kind = 'people' or c.audience -> 'memberIds' @> to_jsonb(${actor.id}::text) or exists (
        select 1 from meanwhile.mentions n where n.workspace = c.workspace and n.member_id = ${actor.id} and n.thread_id = c.thread_id and n.number = c.number)) as named,
      c.asks and exists (
        select 1 from meanwhile.comments mine
        where mine.workspace = c.workspace and mine.thread_id = c.thread_id and mine.number > c.number and mine.author_id = ${actor.id}) as answered
    from recent r join meanwhile.comments c on c.workspace = r.workspace and c.thread_id = r.id
    where c.created_at >= ${from}::timestamptz and c.created_at < ${to}::timestamptz and c.author_id <> ${actor.id} and c.deleted_at is null
    order by c.created_at desc, c.thread_id, c.number desc limit ${literal(limit)}`);
  return rows.map(({ thread_id, ...row }) => ({ threadId: thread_id, ...row, named: row.named ?? false }));
}

/** Why these threads are in the actor's inbox, where they are. */
export async function reasonsFor(db: Queryable, actor: Actor, threadIds: readonly ThreadId[]): Promise<Map<ThreadId, InboxReason>> {
  const rows = await db.query<{ subject_id: ThreadId; reasons: number }>(sql`
    select subject_id, reasons from meanwhile.inbox_items
    where workspace = ${actor.workspace} and member_id = ${actor.id} and subject_id = any(${[...threadIds]}::text[])`);
  return new Map(rows.map((row) => [row.subject_id, reasonsIn(row.reasons)[0]!]));
}

/** The words at these places, as far as the actor may see them now, in this period: a comment alone, or with up to `after` of those that follow. */
export async function saidAt(db: Queryable, actor: Actor, { from, to }: Period, places: readonly { threadId: ThreadId; number: number; after: number }[]): Promise<Said[]> {
  if (places.length === 0) return [];
  const rows = await db.query<Parameters<typeof toSaid>[0]>(sql`
    select ${PLACE}, c.number, c.created_at as at, c.body
    from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as p ("threadId" text, number int, after int)
    join meanwhile.comments c on c.workspace = ${actor.workspace} and c.thread_id = p."threadId" and c.number between p.number and p.number + p.after
    join meanwhile.threads t on t.workspace = c.workspace and t.id = c.thread_id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members a on a.workspace = c.workspace and a.id = c.author_id
    where ${visibleSpace(actor)} and c.deleted_at is null and c.author_id <> ${actor.id}
      and c.created_at >= ${from}::timestamptz and c.created_at < ${to}::timestamptz
    order by c.thread_id, c.number`);
  return rows.map(toSaid);
}
