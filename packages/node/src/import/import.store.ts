import type { ChannelId, Comment, CommentId, Role, ThreadId } from "@meanwhile/core";
import { asks, type Body } from "@meanwhile/core/body";
import type { NewEvent } from "../calls/context.ts";
import { commentDocument, threadDocument } from "../comments/comments.documents.ts";
import type { Db, Queryable, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { appendEvents } from "../events/events.store.ts";
import { putDocuments } from "../search/search.documents.ts";
import { markRead, settleItems, type Touched } from "./import.read.ts";

/** Somebody who may not be a member yet. One who is stays as they are. */
export interface NewMember {
  id: string;
  name: string;
  avatarUrl?: string | null;
  role?: Exclude<Role, "owner">;
  timeZone?: string;
  /** ISO 8601; `null` for somebody active. */
  deactivatedAt?: string | null;
}

/** A comment to write, and the thread it opens where that is not there yet. */
export interface NewComment {
  id: CommentId;
  threadId: ThreadId;
  /** Of the thread, where it is new. */
  spaceId: string;
  title: string;
  /** The thread's alone; `null` where it stands in a space that is there. */
  people: readonly string[] | null;
  author: NewMember;
  markdown: string;
  body: Body;
  excerpt: string;
  /** ISO 8601. */
  createdAt: string;
  edited: { at: string; by: string | null } | null;
  /** ISO 8601; set for a tombstone. */
  deletedAt: string | null;
  reactions: Comment["reactions"];
  /** Member ids; who is none is left out. */
  mentions: readonly string[];
}

/** Where an import writes. */
export interface Target {
  workspace: string;
  /** Whoever writes joins it; `null` where who belongs is known otherwise. */
  join: ChannelId | null;
  /** ISO 8601. */
  now: string;
  /** What was written before, ISO 8601, counts as read by everybody. */
  readBefore: string;
}

export interface Added {
  comments: number;
  threads: number;
  members: number;
}

/**
 * Has the database look again at what fills up, each time it holds eight times as much: until it does it counts on tables as small as it saw
 * them last, plans to read them whole, and checks every foreign key that way.
 *
 * @returns to be told of every batch how many rows it wrote
 */
export function planAhead(db: Db): (written: number) => Promise<void> {
  let total = 0;
  let next = 500;
  return async (written) => {
    total += written;
    if (total < next) return;
    next = total * 8;
    await db.query(sql`analyze meanwhile.members, meanwhile.spaces, meanwhile.space_members, meanwhile.threads, meanwhile.thread_positions, meanwhile.comments, meanwhile.mentions, meanwhile.follows, meanwhile.documents`);
  };
}

export async function openWorkspace(db: Queryable, workspace: string, now: string): Promise<void> {
  await db.query(sql`insert into meanwhile.workspaces (id, created_at) values (${workspace}, ${now}) on conflict do nothing`);
}

/**
 * The channel of that id; else one of that name, which somebody opened for the list; else a new public one.
 *
 * @param now ISO 8601
 */
export async function openChannel(
  db: Db,
  workspace: string,
  wanted: { id: ChannelId; name: string; description: string; createdAt: string },
  now: string,
): Promise<{ id: ChannelId; name: string; created: boolean }> {
  return db.tx(async (tx) => {
    await openWorkspace(tx, workspace, now);
    const [known] = await tx.query<{ id: ChannelId; name: string }>(sql`
      select id, name from meanwhile.spaces
      where workspace = ${workspace} and kind = 'channel' and (id = ${wanted.id} or (lower(name) = lower(${wanted.name}) and archived_at is null))
      order by id = ${wanted.id} desc, visibility = 'public' desc, id limit 1`);
    if (known) return { ...known, created: false };
    const rows = await tx.query(sql`
      insert into meanwhile.spaces (workspace, id, kind, visibility, name, description, created_at)
      values (${workspace}, ${wanted.id}, 'channel', 'public', ${wanted.name}, ${wanted.description}, ${wanted.createdAt})
      on conflict do nothing returning id`);
    if (rows.length > 0) await appendEvents(tx, { workspace, id: null }, now, [{ type: "channel.created", channelId: wanted.id, spaceId: wanted.id, version: 1 }]);
    return { id: wanted.id, name: wanted.name, created: rows.length > 0 };
  });
}

/** Which of these comments are there, and in which thread. */
export async function findComments(db: Queryable, workspace: string, ids: readonly CommentId[]): Promise<Map<CommentId, ThreadId>> {
  const found = new Map<CommentId, ThreadId>();
  for (let i = 0; i < ids.length; i += 5000) {
    const rows = await db.query<{ id: CommentId; thread_id: ThreadId }>(sql`
      select id, thread_id from meanwhile.comments where workspace = ${workspace} and id = any(${ids.slice(i, i + 5000)}::text[])`);
    for (const row of rows) found.set(row.id, row.thread_id);
  }
  return found;
}

/**
 * Writes comments in the order given, each after what its thread holds already; one that is there is left alone, whoever wrote it. All or
 * nothing: numbers are dense and counts right whenever somebody looks.
 *
 * @param known threads that were there before this import; who reads them is told
 */
export async function writeComments(db: Db, target: Target, comments: readonly NewComment[], known: Pick<ReadonlySet<ThreadId>, "has">): Promise<Added> {
  return db.tx(async (tx) => {
    const { workspace, now } = target;
    const authors = [...new Map(comments.map(({ author }) => [author.id, author])).values()];
    const members = await addMembers(tx, workspace, authors, now);
    if (target.join !== null) await addToSpace(tx, workspace, target.join, authors.map((author) => author.id), now);
    const threads = await addThreads(tx, target, comments);
    const { added, touched } = await addComments(tx, target, comments);
    if (added === 0) return { comments: 0, threads, members };
    await markRead(tx, workspace, touched);
    const people: NewEvent[] = members > 0 ? [{ type: "member.changed" }] : [];
    const spaces = [...new Set(touched.map((thread) => thread.space_id))].map((id): NewEvent => ({ type: "thread.changed", ...addressOf(id) }));
    const told = touched.filter(({ id, before }) => before > 0 && known.has(id)).map(({ id, space_id }): NewEvent => ({ type: "comment.created", threadId: id, ...addressOf(space_id) }));
    await appendEvents(tx, { workspace, id: null }, now, [...people, ...spaces, ...told]);
    return { comments: added, threads, members };
  });
}

function addressOf(spaceId: string): { spaceId: string; channelId?: ChannelId } {
  return spaceId.startsWith("chn_") ? { channelId: spaceId as ChannelId, spaceId } : { spaceId };
}

/** Answers with how many were none before. */
export async function addMembers(tx: Queryable, workspace: string, members: readonly NewMember[], now: string): Promise<number> {
  const rows = members
    .map(({ id, name, avatarUrl = null, role = "member", timeZone = "UTC", deactivatedAt = null }) => ({ id, name, avatar_url: avatarUrl, role, time_zone: timeZone, deactivated_at: deactivatedAt }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const added = await tx.query(sql`
    insert into meanwhile.members (workspace, id, name, avatar_url, role, time_zone, joined_at, deactivated_at)
    select ${workspace}, r.id, r.name, r.avatar_url, r.role, r.time_zone, ${now}::timestamptz, r.deactivated_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (id text, name text, avatar_url text, role text, time_zone text, deactivated_at timestamptz)
    on conflict do nothing returning id`);
  return added.length;
}

/** Who is no member of the workspace is left out. */
export async function addToSpace(tx: Queryable, workspace: string, spaceId: string, memberIds: readonly string[], now: string): Promise<void> {
  await tx.query(sql`
    insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
    select workspace, ${spaceId}, id, ${now}::timestamptz from meanwhile.members where workspace = ${workspace} and id = any(${[...memberIds]}::text[])
    order by id on conflict do nothing`);
}

async function addThreads(tx: Tx, { workspace, now }: Target, comments: readonly NewComment[]): Promise<number> {
  const first = new Map<ThreadId, NewComment>();
  for (const comment of comments) if (!first.has(comment.threadId)) first.set(comment.threadId, comment);
  const opening = [...first.values()];
  await addPeopleSpaces(tx, workspace, opening.flatMap(({ spaceId, people, createdAt }) => (people === null ? [] : [{ id: spaceId, people, at: createdAt }])), now);
  const threads = opening.map(({ threadId, spaceId, title, author, createdAt }) => ({ id: threadId, space_id: spaceId, title, author_id: author.id, at: createdAt }));
  const rows = await tx.query(sql`
    insert into meanwhile.threads (workspace, id, space_id, title, author_id, last_author_id, created_at, active_at)
    select ${workspace}, r.id, r.space_id, r.title, r.author_id, r.author_id, r.at, r.at
    from jsonb_to_recordset(${JSON.stringify(threads)}::text::jsonb) as r (id text, space_id text, title text, author_id text, at timestamptz)
    on conflict do nothing returning id`);
  return rows.length;
}

/** A space among people, with those people in it; who left one that is there does not come back. */
async function addPeopleSpaces(tx: Tx, workspace: string, spaces: readonly { id: string; people: readonly string[]; at: string }[], now: string): Promise<void> {
  if (spaces.length === 0) return;
  await tx.query(sql`
    with r as (select * from jsonb_to_recordset(${JSON.stringify(spaces)}::text::jsonb) as r (id text, people jsonb, at timestamptz)),
    laid as (
      insert into meanwhile.spaces (workspace, id, kind, visibility, created_at)
      select ${workspace}, id, 'people', 'private', at from r on conflict do nothing returning id)
    insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
    select m.workspace, r.id, m.id, ${now}::timestamptz from laid join r on r.id = laid.id
    join meanwhile.members m on m.workspace = ${workspace} and r.people ? m.id on conflict do nothing`);
}

async function addComments(tx: Tx, { workspace, readBefore }: Target, comments: readonly NewComment[]): Promise<{ added: number; touched: Touched[] }> {
  const threadIds = [...new Set(comments.map((comment) => comment.threadId))];
  // Locked in one order, so that two imports wait for each other and never in a circle.
  const threads = await tx.query<{ id: ThreadId; space_id: string; comment_count: number; active_at: string }>(sql`
    select id, space_id, comment_count, active_at from meanwhile.threads
    where workspace = ${workspace} and id = any(${threadIds}::text[]) order by id for update`);
  const known = await findComments(tx, workspace, comments.map((comment) => comment.id));
  const touched = new Map<ThreadId, Touched>(
    threads.map(({ id, space_id, comment_count, active_at }) => [id, { id, space_id, before: comment_count, count: comment_count, active_before: active_at, read: comment_count }]),
  );
  const rows = comments
    .filter((comment) => !known.has(comment.id))
    .map((comment): Numbered => {
      const thread = touched.get(comment.threadId)!;
      const number = ++thread.count;
      if (comment.createdAt < readBefore && thread.read === number - 1) thread.read = number;
      return { ...comment, number };
    });
  if (rows.length > 0) await insertComments(tx, workspace, rows, touched);
  return { added: rows.length, touched: [...touched.values()].filter((thread) => thread.count > thread.before) };
}

type Numbered = NewComment & { number: number };

/** Values go in as arrays, one a column: of all ways the one that PostgreSQL reads in the least time. */
async function insertComments(tx: Tx, workspace: string, rows: readonly Numbered[], touched: ReadonlyMap<ThreadId, Touched>): Promise<void> {
  const column = <T>(value: (row: Numbered) => T): T[] => rows.map(value);
  const last = new Map<ThreadId, { row: Numbered; latest: string }>();
  const positions = new Map<string, Numbered>();
  for (const row of rows) {
    const latest = last.get(row.threadId)?.latest ?? "";
    last.set(row.threadId, { row, latest: row.createdAt > latest ? row.createdAt : latest });
    positions.set(`${row.threadId} ${row.author.id}`, row);
  }
  const lasts = [...last.values()];
  const read = [...positions.values()];
  /** Whoever writes has read what came before, and of history what came after too. */
  const readTo = ({ threadId, number }: Numbered): number => {
    const thread = touched.get(threadId)!;
    return thread.read > thread.before ? Math.max(number, thread.read) : number;
  };
  const named = rows.flatMap(({ threadId, number, mentions }) => mentions.map((id) => ({ id, threadId, number })));
  await tx.query(sql`
    with inserted as (
      insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, asks, audience, reactions, created_at, edited_at, edited_by, deleted_at)
      select ${workspace}, id, thread_id, number, author_id, markdown, body::jsonb, asks, '{"kind":"thread"}', reactions::jsonb, at, edited_at, edited_by, deleted_at
      from unnest(${column((row) => row.id)}::text[], ${column((row) => row.threadId)}::text[], ${column((row) => row.number)}::int[], ${column((row) => row.author.id)}::text[],
        ${column((row) => row.markdown)}::text[], ${column((row) => JSON.stringify(row.body))}::text[], ${column((row) => asks(row.body))}::boolean[], ${column((row) => JSON.stringify(row.reactions))}::text[],
        ${column((row) => row.createdAt)}::timestamptz[], ${column((row) => row.edited?.at ?? null)}::timestamptz[], ${column((row) => row.edited?.by ?? null)}::text[],
        ${column((row) => row.deletedAt)}::timestamptz[])
        as w (id, thread_id, number, author_id, markdown, body, asks, reactions, at, edited_at, edited_by, deleted_at)),
    counted as (
      update meanwhile.threads t set comment_count = last.number, last_author_id = last.author_id, last_excerpt = last.excerpt,
        active_at = greatest(t.active_at, last.latest), version = t.version + 1
      from unnest(${lasts.map(({ row }) => row.threadId)}::text[], ${lasts.map(({ row }) => row.number)}::int[], ${lasts.map(({ row }) => row.author.id)}::text[],
        ${lasts.map(({ row }) => row.excerpt)}::text[], ${lasts.map(({ latest }) => latest)}::timestamptz[]) as last (thread_id, number, author_id, excerpt, latest)
      where t.workspace = ${workspace} and t.id = last.thread_id),
    named as (
      insert into meanwhile.mentions (workspace, member_id, thread_id, number)
      select m.workspace, m.id, n.thread_id, n.number
      from unnest(${named.map(({ id }) => id)}::text[], ${named.map(({ threadId }) => threadId)}::text[], ${named.map(({ number }) => number)}::int[]) as n (id, thread_id, number)
      join meanwhile.members m on m.workspace = ${workspace} and m.id = n.id on conflict do nothing),
    following as (
      insert into meanwhile.follows (workspace, target_id, member_id, participates)
      select ${workspace}, thread_id, author_id, true
      from unnest(${read.map(({ author }) => author.id)}::text[], ${read.map(({ threadId }) => threadId)}::text[]) as r (author_id, thread_id)
      on conflict (workspace, target_id, member_id) do update set participates = true)
    insert into meanwhile.thread_positions as p (workspace, member_id, thread_id, position)
    select ${workspace}, author_id, thread_id, number
    from unnest(${read.map(({ author }) => author.id)}::text[], ${read.map(({ threadId }) => threadId)}::text[], ${read.map(readTo)}::int[]) as r (author_id, thread_id, number)
    on conflict (workspace, member_id, thread_id) do update set position = greatest(p.position, excluded.position)`);
  await settleItems(tx, workspace, read.map(({ author, threadId }) => ({ memberId: author.id, threadId })));
  const documents = rows.map(({ id, threadId, title, number, author, body, createdAt }) =>
    number === 1
      ? threadDocument({ id: threadId, title, authorId: author.id, createdAt, opening: body, context: null })
      : commentDocument({ id, threadId, number, authorId: author.id, body, createdAt }),
  );
  await tx.query(putDocuments(workspace, documents));
}
