import { type Actor, type ChannelId, type Id, type InboxCounts, type InboxItem, inboxItemId, type InboxReason, INBOX_REASONS, type MemberRef, sharedErrors, type ThreadId } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, Sql, sql } from "../db/sql.ts";
import { visibleSpace } from "../permissions/spaces.ts";
import { bitOf, reasonsIn } from "./inbox.reasons.ts";

interface ItemRow {
  subject_id: Id;
  kind: InboxItem["kind"];
  thread_id: ThreadId | null;
  title: string | null;
  place: "channel" | "subject" | "people" | null;
  place_id: string | null;
  place_name: string | null;
  subject_type: string | null;
  about_id: string | null;
  closed: boolean;
  reasons: number;
  state: InboxItem["state"];
  comment_count: number;
  position: number;
  last_excerpt: string | null;
  active_at: string | null;
  last: MemberRef | null;
  by: MemberRef | null;
  marked_at: string | null;
  marker: MemberRef | null;
  saved_at: string | null;
  snooze: "time" | "reply" | "decision" | "member" | null;
  snooze_at: string | null;
  awaited: MemberRef | null;
  woken: NonNullable<InboxItem["woken"]>["because"] | null;
  woken_at: string | null;
  changed_at: string;
  version: number;
}

function toItem(row: ItemRow): InboxItem {
  const reasons = reasonsIn(row.reasons);
  const unreadCount = row.kind === "thread" ? Math.max(0, row.comment_count - row.position) : 0;
  return {
    id: inboxItemId(row.subject_id),
    kind: row.kind,
    subjectId: row.subject_id,
    threadId: row.thread_id,
    title: row.title ?? "",
    channel: row.place === "channel" ? { id: row.place_id as ChannelId, name: row.place_name! } : null,
    about: row.place === "subject" ? { type: row.subject_type!, id: row.about_id! } : null,
    closed: row.closed,
    reason: reasons[0]!,
    reasons,
    by: row.by,
    state: row.state,
    unreadFrom: unreadCount > 0 ? row.position + 1 : null,
    unreadCount,
    lastComment: row.last === null ? null : { number: row.comment_count, author: row.last, excerpt: row.last_excerpt!, at: row.active_at! },
    markedUnread: row.marker === null ? null : { at: row.marked_at!, by: row.marker },
    savedAt: row.saved_at,
    snooze: row.snooze === null ? null : { kind: row.snooze, at: row.snooze_at, member: row.awaited },
    woken: row.woken === null ? null : { at: row.woken_at!, because: row.woken },
    changedAt: row.changed_at,
    version: row.version,
  };
}

/** A member's name for a row; looked up for the rows of a page alone. */
function ref(id: Sql): Sql {
  return sql`(select jsonb_build_object('id', who.id, 'name', who.name, 'avatarUrl', who.avatar_url)
    from meanwhile.members who where who.workspace = i.workspace and who.id = ${id})`;
}

/**
 * Items of the actor's that pass `where` (alias `i`) and whose threads they may see, as {@link followMove} keeps it beside them. With `end`,
 * each state comes along the index in the order it is listed in, and no further than it is listed; nothing is joined that could keep
 * PostgreSQL from it.
 */
function visibleItems(actor: Actor, where: Sql, states: readonly InboxItem["state"][] = [], end: Sql = sql``): Sql {
  const of = (state: Sql) => sql`
    (select i.* from meanwhile.inbox_items i
    left join lateral (select true as open from meanwhile.spaces s where s.id = i.space_id and ${visibleSpace(actor)} offset 0) v on true
    where i.workspace = ${actor.workspace} and i.member_id = ${actor.id} and ${state} and ${where} and (i.space_id is null or v.open) ${end})`;
  const items = states.map((state) => of(sql`i.state = ${quoted(state)}`)).reduce<Sql | undefined>((all, one) => (all ? sql`${all} union all ${one}` : one), undefined);
  return sql`from (${items ?? of(sql`true`)}) i`;
}

/** In the text itself, as the conditions of the indexes have it. */
function quoted(state: InboxItem["state"]): Sql {
  return { unread: sql`'unread'`, read: sql`'read'`, done: sql`'done'` }[state];
}

async function selectItems(db: Queryable, actor: Actor, where: Sql, end: Sql, states?: readonly InboxItem["state"][]): Promise<InboxItem[]> {
  const rows = await db.query<ItemRow>(sql`
    select i.subject_id, i.kind, i.thread_id, i.reasons, i.state, i.marked_at, i.saved_at, i.snooze, i.snooze_at, i.woken, i.woken_at, i.changed_at, i.version,
      i.title, i.place, i.place_id, i.place_name, i.subject_type, i.about_id, i.closed, i.comment_count, i.last_excerpt, i.active_at,
      coalesce((select least(p.position, i.comment_count) from meanwhile.thread_positions p
        where p.workspace = i.workspace and p.member_id = i.member_id and p.thread_id = i.thread_id), 0) as position,
      ${ref(sql`i.last_author_id`)} as last, ${ref(sql`i.by_id`)} as by,
      case when i.marked_by is not null then ${ref(sql`i.marked_by`)} end as marker,
      case when i.snooze_member is not null then ${ref(sql`i.snooze_member`)} end as awaited
    from (
      select i.*, coalesce(t.title, i.label) as title, s.kind as place, s.id as place_id, s.name as place_name, s.subject_type, s.subject_id as about_id,
        t.closed_at is not null as closed, coalesce(t.comment_count, 0) as comment_count, t.last_author_id, t.last_excerpt, t.active_at
      from (select i.* ${visibleItems(actor, where, states, end)} ${end} offset 0) i
      left join meanwhile.threads t on t.workspace = ${actor.workspace} and t.id = i.thread_id
      left join meanwhile.spaces s on s.workspace = ${actor.workspace} and s.id = t.space_id) i
    order by i.changed_at desc, i.subject_id desc`);
  return rows.map(toItem);
}

export interface ItemFilter {
  state?: InboxItem["state"] | undefined;
  reason?: InboxReason | undefined;
  saved?: boolean | undefined;
  snoozed?: boolean | undefined;
  channelId?: ChannelId | undefined;
  kind?: InboxItem["kind"] | undefined;
  /** Only what changed last before this. */
  olderThan?: string | undefined;
}

/** What is saved or snoozed is few: an index holds them in whatever state they are. */
function statesOf({ state, saved, snoozed }: ItemFilter): InboxItem["state"][] {
  if (state !== undefined) return [state];
  return saved === true || snoozed === true ? [] : ["unread", "read"];
}

/** Each part as an index has it, or as a condition on what an index gives. */
function passes({ reason, saved, snoozed, channelId, kind, olderThan }: ItemFilter): Sql {
  const parts = [
    saved === undefined ? sql`true` : saved ? sql`i.saved_at is not null` : sql`i.saved_at is null`,
    // What is done is never snoozed.
    snoozed === true ? sql`i.snooze is not null` : snoozed === false || saved !== true ? sql`i.snooze is null` : sql`true`,
    reason === undefined ? sql`true` : sql`i.reasons & ${literal(bitOf(reason))} <> 0`,
    channelId === undefined ? sql`true` : sql`i.space_id = ${channelId}`,
    kind === undefined ? sql`true` : sql`i.kind = ${kind}`,
    olderThan === undefined ? sql`true` : sql`i.changed_at < ${olderThan}::timestamptz`,
  ];
  return parts.reduce((all, part) => sql`${all} and ${part}`);
}

export function listItems(db: Queryable, actor: Actor, filter: ItemFilter, after: [time: string, id: string] | undefined, limit: number): Promise<InboxItem[]> {
  const start = after ? sql`(i.changed_at, i.subject_id) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`;
  return selectItems(db, actor, sql`${passes(filter)} and ${start}`, sql`order by i.changed_at desc, i.subject_id desc limit ${literal(limit)}`, statesOf(filter));
}

/** @throws MeanwhileError `shared/not_found` where there is none, or none the actor may see */
export async function itemOf(db: Queryable, actor: Actor, subjectId: string): Promise<InboxItem> {
  const [item] = await selectItems(db, actor, sql`i.subject_id = ${subjectId}`, sql``);
  if (!item) throw sharedErrors.notFound("No such item, or not one of yours.");
  return item;
}

/** The subjects of items that pass, the oldest first, to be changed together. */
export async function findItems(db: Queryable, actor: Actor, filter: ItemFilter, limit: number): Promise<string[]> {
  const rows = await db.query<{ subject_id: string }>(sql`select i.subject_id ${visibleItems(actor, passes(filter), statesOf(filter))} order by i.changed_at, i.subject_id limit ${literal(limit)}`);
  return rows.map((row) => row.subject_id);
}

/** Those of these that the actor has and may see. */
export async function findVisible(db: Queryable, actor: Actor, subjectIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ subject_id: string }>(sql`select i.subject_id ${visibleItems(actor, sql`i.subject_id = any(${[...subjectIds]}::text[])`)}`);
  return new Set(rows.map((row) => row.subject_id));
}

type Part = "unread" | "read" | "done" | "saved" | "snoozed";

const MOST = 1000;

/**
 * Each part is read along its own index, no further than the 1,000 that changed last, and joined to nothing: what the actor may see is asked
 * once for each space that occurs.
 */
export async function countItems(db: Queryable, actor: Actor): Promise<InboxCounts> {
  const part = (name: Part, where: Sql, reasons = literal(0)) => sql`
    select ${new Sql(`'${name}'`, [])} as part, i.space_id, ${reasons} as reasons, count(*)::int as count from (
      select i.space_id, i.reasons from meanwhile.inbox_items i
      where i.workspace = ${actor.workspace} and i.member_id = ${actor.id} and ${where} order by i.changed_at desc, i.subject_id desc limit ${literal(MOST)}) i
    group by 2, 3`;
  const rows = await db.query<{ part: Part; reasons: number; count: number }>(sql`
    with visible as materialized (select s.id from meanwhile.spaces s where ${visibleSpace(actor)})
    select g.part, g.reasons, g.count from (
      ${part("unread", sql`i.state = 'unread' and i.snooze is null`, sql`i.reasons`)}
      union all ${part("read", sql`i.state = 'read' and i.snooze is null`)}
      union all ${part("done", sql`i.state = 'done' and i.snooze is null`)}
      union all ${part("saved", sql`i.saved_at is not null`)}
      union all ${part("snoozed", sql`i.snooze is not null`)}) g
    where g.space_id is null or g.space_id in (select id from visible)`);
  const sum = (passing: (row: (typeof rows)[number]) => boolean) => rows.filter(passing).reduce((total, row) => total + row.count, 0);
  const all = (name: Part) => sum((row) => row.part === name);
  const byReason = Object.fromEntries(INBOX_REASONS.map((reason) => [reason, sum((row) => row.part === "unread" && reasonsIn(row.reasons).includes(reason))]));
  const unread = all("unread");
  return { inbox: Math.min(MOST, unread + all("read")), unread, byReason: byReason as InboxCounts["byReason"], saved: all("saved"), snoozed: all("snoozed"), done: all("done") };
}
