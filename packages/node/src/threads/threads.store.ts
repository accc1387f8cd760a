import { type Actor, can, type ChannelId, sharedErrors, type Thread, type ThreadContext, type ThreadId, type ThreadMetadata, type ThreadSummary } from "@meanwhile/core";
import type { Written } from "../comments/comments.body.ts";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { SEES_SPACE, visibleSpace } from "../permissions/spaces.ts";

interface SummaryRow {
  id: ThreadId;
  title: string;
  space_id: string;
  kind: "channel" | "subject" | "people";
  subject_type: string | null;
  subject_id: string | null;
  people: ThreadSummary["people"];
  author_id: string;
  author_name: string;
  author_avatar_url: string | null;
  metadata: ThreadMetadata;
  comment_count: number;
  last_author_id: string;
  last_name: string;
  last_avatar_url: string | null;
  last_excerpt: string;
  pinned_at: string | null;
  pinned_by: string | null;
  assignee: ThreadSummary["assignee"];
  closed_at: string | null;
  closed_by: string | null;
  created_at: string;
  active_at: string;
  version: number;
  position: number;
  mentioned: boolean;
}

interface ThreadRow extends SummaryRow {
  archived: boolean;
  joined: boolean;
  context_markdown: string | null;
  context_body: ThreadContext["body"] | null;
  context_version: number;
  context_at: string | null;
  context_by: string | null;
}

function toSummary(row: SummaryRow): ThreadSummary {
  return {
    id: row.id,
    title: row.title,
    channelId: row.kind === "channel" ? (row.space_id as ChannelId) : null,
    subject: row.kind === "subject" ? { type: row.subject_type!, id: row.subject_id! } : null,
    people: row.people,
    author: { id: row.author_id, name: row.author_name, avatarUrl: row.author_avatar_url },
    metadata: row.metadata,
    commentCount: row.comment_count,
    lastComment: { author: { id: row.last_author_id, name: row.last_name, avatarUrl: row.last_avatar_url }, excerpt: row.last_excerpt, at: row.active_at },
    pinned: row.pinned_at === null ? null : { at: row.pinned_at, by: row.pinned_by },
    closed: row.closed_at === null ? null : { at: row.closed_at, by: row.closed_by },
    assignee: row.assignee,
    createdAt: row.created_at,
    activeAt: row.active_at,
    version: row.version,
    me: { position: row.position, unreadCount: row.comment_count - row.position, mentioned: row.mentioned },
  };
}

function toThread(actor: Actor, row: ThreadRow): Thread {
  const resource = { ownerId: row.author_id, archived: row.archived, joined: row.joined };
  const hasContext = row.context_markdown !== null && row.context_body !== null && row.context_at !== null;
  return {
    ...toSummary(row),
    context: hasContext
      ? { markdown: row.context_markdown!, body: row.context_body!, version: row.context_version, edited: { at: row.context_at!, by: row.context_by } }
      : null,
    can: {
      comment: can(actor, "comment.create", resource),
      update: can(actor, "thread.update", resource),
      close: can(actor, "thread.close", resource),
      move: row.kind === "channel" && can(actor, "thread.move", resource),
    },
  };
}

/**
 * How far the actor has read in a thread (aliases `t`, `p`, `me`). Threads that fell silent before somebody joined count as read:
 * a newcomer is not greeted by a thousand unread ones.
 */
const POSITION = sql`least(t.comment_count, coalesce(p.position, case when t.active_at < me.joined_at then t.comment_count else 0 end))`;

/** The threads the actor may see that pass `where`, each with its space and how far the actor has read in it. */
function seen(actor: Actor, where: Sql): Sql {
  return sql`
    select t.*, s.kind, s.subject_type, s.subject_id, s.archived_at, ${POSITION} as position
    from meanwhile.threads t
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members me on me.workspace = t.workspace and me.id = ${actor.id}
    left join meanwhile.thread_positions p on p.workspace = t.workspace and p.member_id = ${actor.id} and p.thread_id = t.id
    where t.workspace = ${actor.workspace} and ${visibleSpace(actor)} and ${where}`;
}

/** What a list line says of the threads in `page`, a query made of {@link seen}. Names are joined to a page alone, not to all that it is picked from. */
function summaries(actor: Actor, page: Sql, more: Sql = sql``): Sql {
  return sql`
    select t.id, t.title, t.space_id, t.kind, t.subject_type, t.subject_id, t.author_id, a.name as author_name, a.avatar_url as author_avatar_url,
      t.metadata, t.comment_count, t.last_author_id, l.name as last_name, l.avatar_url as last_avatar_url, t.last_excerpt, t.pinned_at, t.pinned_by,
      t.closed_at, t.closed_by, t.created_at, t.active_at, t.version, t.position,
      t.position < t.comment_count and exists (
        select 1 from meanwhile.mentions n
        where n.workspace = t.workspace and n.member_id = ${actor.id} and n.thread_id = t.id and n.number > t.position) as mentioned,
      case when t.kind = 'people' then (
        select jsonb_agg(jsonb_build_object('id', who.id, 'name', who.name, 'avatarUrl', who.avatar_url) order by who.name, who.id)
        from meanwhile.space_members sm join meanwhile.members who on who.workspace = sm.workspace and who.id = sm.member_id
        where sm.workspace = t.workspace and sm.space_id = t.space_id) end as people,
      case when t.assignee_id is not null then (
        select jsonb_build_object('id', who.id, 'name', who.name, 'avatarUrl', who.avatar_url)
        from meanwhile.members who where who.workspace = t.workspace and who.id = t.assignee_id) end as assignee ${more}
    from (${page}) t
    join meanwhile.members a on a.workspace = t.workspace and a.id = t.author_id
    join meanwhile.members l on l.workspace = t.workspace and l.id = t.last_author_id`;
}

export type Sort = "active" | "created";

export interface ThreadFilter {
  channelId?: ChannelId | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  state?: "open" | "closed" | undefined;
  mine?: boolean | undefined;
  mentioned?: boolean | undefined;
  unread?: boolean | undefined;
  pinned?: boolean | undefined;
  private?: boolean | undefined;
  authorId?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

function passes(actor: Actor, filter: ThreadFilter, sort: Sort): Sql {
  const time = sort === "active" ? sql`t.active_at` : sql`t.created_at`;
  const is = (wanted: boolean | undefined, condition: Sql) => (wanted === undefined ? [] : [wanted ? condition : sql`not (${condition})`]);
  const parts = [
    ...(filter.channelId === undefined ? [] : [sql`t.space_id = ${filter.channelId}`]),
    ...(filter.subjectType === undefined ? [] : [sql`s.subject_type = ${filter.subjectType}`]),
    ...(filter.subjectId === undefined ? [] : [sql`s.subject_id = ${filter.subjectId}`]),
    ...(filter.state === undefined ? [] : [filter.state === "closed" ? sql`t.closed_at is not null` : sql`t.closed_at is null`]),
    ...is(filter.mine, sql`t.author_id = ${actor.id}`),
    ...(filter.authorId === undefined ? [] : [sql`t.author_id = ${filter.authorId}`]),
    // Looked up by what one member's mentions are, which are few, instead of thread by thread along the list.
    ...is(filter.mentioned, sql`t.id = any(array(
      select n.thread_id from meanwhile.mentions n where n.workspace = ${actor.workspace} and n.member_id = ${actor.id}))`),
    ...is(filter.unread, sql`t.comment_count > ${POSITION}`),
    ...is(filter.pinned, sql`t.pinned_at is not null`),
    ...is(filter.private, sql`s.kind = 'people'`),
    ...(filter.after === undefined ? [] : [sql`${time} >= ${filter.after}`]),
    ...(filter.before === undefined ? [] : [sql`${time} < ${filter.before}`]),
  ];
  return parts.reduce((all, part) => sql`${all} and ${part}`, sql`true`);
}

export async function listThreads(
  db: Queryable,
  actor: Actor,
  filter: ThreadFilter,
  sort: Sort,
  after: [time: string, id: string] | undefined,
  limit: number,
): Promise<ThreadSummary[]> {
  const time = sort === "active" ? sql`t.active_at` : sql`t.created_at`;
  const start = after ? sql`(${time}, t.id) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`;
  const order = sql`order by ${time} desc, t.id desc`;
  const page = sql`${seen(actor, sql`${passes(actor, filter, sort)} and ${start}`)} ${order} limit ${literal(limit)}`;
  const rows = await db.query<SummaryRow>(sql`${summaries(actor, page)} ${order}`);
  return rows.map(toSummary);
}

/** Among the 1,000 threads of the workspace that were active last. */
export async function countThreads(db: Queryable, actor: Actor, filter: ThreadFilter): Promise<number> {
  const recent = sql`t.id in (select id from meanwhile.threads where workspace = ${actor.workspace} order by active_at desc, id desc limit 1000)`;
  const [row] = await db.query<{ count: number }>(sql`select count(*)::int as count from (${seen(actor, sql`${recent} and ${passes(actor, filter, "active")}`)}) t`);
  return row!.count;
}

/** @throws MeanwhileError `shared/not_found` where there is none, or none the actor may see */
export async function threadById(db: Queryable, actor: Actor, id: ThreadId): Promise<Thread> {
  const more = sql`, t.archived_at is not null as archived, t.context_markdown, t.context_body, t.context_version, t.context_at, t.context_by,
    exists (select 1 from meanwhile.space_members j where j.workspace = t.workspace and j.space_id = t.space_id and j.member_id = ${actor.id}) as joined`;
  const [row] = await db.query<ThreadRow>(summaries(actor, seen(actor, sql`t.id = ${id}`), more));
  if (!row) throw sharedErrors.notFound("No such thread, or not one you may see.");
  return toThread(actor, row);
}

/** False where the id is taken. */
export async function insertThread(
  db: Queryable,
  actor: Actor,
  thread: { id: ThreadId; spaceId: string; title: string; metadata: ThreadMetadata },
  now: string,
): Promise<boolean> {
  const rows = await db.query(sql`
    insert into meanwhile.threads (workspace, id, space_id, title, author_id, metadata, last_author_id, created_at, active_at)
    values (${actor.workspace}, ${thread.id}, ${thread.spaceId}, ${thread.title}, ${actor.id}, ${JSON.stringify(thread.metadata)}::text::jsonb, ${actor.id}, ${now}, ${now})
    on conflict (workspace, id) do nothing returning id`);
  return rows.length > 0;
}

/** Changes some columns of a thread; anything but its comments leaves `active_at` alone. */
export async function changeThread(db: Queryable, workspace: string, id: ThreadId, changes: Sql): Promise<void> {
  await db.query(sql`update meanwhile.threads set ${changes}, version = version + 1 where workspace = ${workspace} and id = ${id}`);
}

/** Writes the next version of the living context, and into the history; an empty one takes it off the thread. */
export async function writeContext(db: Queryable, actor: Actor, id: ThreadId, version: number, written: Written, isEmpty: boolean, now: string): Promise<void> {
  const body = JSON.stringify(written.body);
  await db.query(sql`
    insert into meanwhile.thread_contexts (workspace, thread_id, version, markdown, body, at, by)
    values (${actor.workspace}, ${id}, ${version}, ${written.markdown}, ${body}::text::jsonb, ${now}, ${actor.id})`);
  await changeThread(db, actor.workspace, id, sql`
    context_markdown = ${isEmpty ? null : written.markdown}::text, context_body = ${isEmpty ? null : body}::text::jsonb,
    context_version = ${version}, context_at = ${now}, context_by = ${actor.id}`);
}

export async function contextVersion(db: Queryable, workspace: string, id: ThreadId): Promise<number> {
  const [row] = await db.query<{ context_version: number }>(sql`select context_version from meanwhile.threads where workspace = ${workspace} and id = ${id}`);
  return row?.context_version ?? 0;
}

export async function listContexts(db: Queryable, workspace: string, id: ThreadId, before: number | undefined, limit: number): Promise<ThreadContext[]> {
  const rows = await db.query<{ version: number; markdown: string; body: ThreadContext["body"]; at: string; by: string }>(sql`
    select version, markdown, body, at, by from meanwhile.thread_contexts
    where workspace = ${workspace} and thread_id = ${id} and ${before === undefined ? sql`true` : sql`version < ${before}`}
    order by version desc limit ${limit}`);
  return rows.map(({ at, by, ...version }) => ({ ...version, edited: { at, by } }));
}

export async function setPosition(db: Queryable, actor: Actor, id: ThreadId, position: number): Promise<void> {
  await db.query(sql`
    insert into meanwhile.thread_positions (workspace, member_id, thread_id, position) values (${actor.workspace}, ${actor.id}, ${id}, ${position})
    on conflict (workspace, member_id, thread_id) do update set position = excluded.position`);
}

/** Those of these members who may see a thread. */
export async function readersOf(db: Queryable, workspace: string, id: ThreadId, memberIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select m.id from meanwhile.threads t
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members m on m.workspace = t.workspace and m.id = any(${[...memberIds]}::text[])
    where t.workspace = ${workspace} and t.id = ${id} and ${SEES_SPACE}`);
  return rows.map((row) => row.id);
}
