import type { ChannelId, CommentId, ThreadId } from "@meanwhile/core";
import type { NewEvent } from "../calls/context.ts";
import type { Db, Queryable, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { appendEvents } from "../events/events.store.ts";
import type { WrittenLetter } from "./mail.body.ts";

/** A comment to write, and the thread it opens where that is not there yet. */
export interface NewLetter extends WrittenLetter {
  id: CommentId;
  threadId: ThreadId;
  title: string;
  author: { id: string; name: string };
  /** ISO 8601. */
  createdAt: string;
}

/** Where an import writes. */
export interface Target {
  workspace: string;
  channelId: ChannelId;
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
    await tx.query(sql`insert into meanwhile.workspaces (id, created_at) values (${workspace}, ${now}) on conflict do nothing`);
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
export async function findLetters(db: Queryable, workspace: string, ids: readonly CommentId[]): Promise<Map<CommentId, ThreadId>> {
  const found = new Map<CommentId, ThreadId>();
  for (let i = 0; i < ids.length; i += 5000) {
    const rows = await db.query<{ id: CommentId; thread_id: ThreadId }>(sql`
      select id, thread_id from meanwhile.comments where workspace = ${workspace} and id = any(${ids.slice(i, i + 5000)}::text[])`);
    for (const row of rows) found.set(row.id, row.thread_id);
  }
  return found;
}

/**
 * Writes letters in the order given, each after what its thread holds already; one that is there is left alone, whoever wrote it. All or
 * nothing: numbers are dense and counts right whenever somebody looks.
 *
 * @param known threads that were there before this import; who reads them is told
 */
export async function writeLetters(db: Db, target: Target, letters: readonly NewLetter[], known: ReadonlySet<ThreadId>): Promise<Added> {
  return db.tx(async (tx) => {
    const members = await addMembers(tx, target, letters);
    const threads = await addThreads(tx, target, letters);
    const { comments, touched } = await addComments(tx, target, letters);
    if (comments === 0) return { comments, threads, members };
    await markRead(tx, target, touched);
    const { workspace, channelId, now } = target;
    const told = touched.filter(({ id }) => known.has(id)).map(({ id }): NewEvent => ({ type: "comment.created", threadId: id, channelId, spaceId: channelId }));
    const people: NewEvent[] = members > 0 ? [{ type: "member.changed" }] : [];
    await appendEvents(tx, { workspace, id: null }, now, [...people, { type: "thread.changed", channelId, spaceId: channelId }, ...told]);
    return { comments, threads, members };
  });
}

async function addMembers(tx: Tx, { workspace, channelId, now }: Target, letters: readonly NewLetter[]): Promise<number> {
  const authors = [...new Map(letters.map(({ author }) => [author.id, author])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = await tx.query(sql`
    insert into meanwhile.members (workspace, id, name, role, joined_at)
    select ${workspace}, r.id, r.name, 'member', ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(authors)}::text::jsonb) as r (id text, name text)
    on conflict do nothing returning id`);
  await tx.query(sql`
    insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
    select ${workspace}, ${channelId}, unnest(${authors.map((author) => author.id)}::text[]), ${now}::timestamptz on conflict do nothing`);
  return rows.length;
}

async function addThreads(tx: Tx, { workspace, channelId }: Target, letters: readonly NewLetter[]): Promise<number> {
  const first = new Map<ThreadId, NewLetter>();
  for (const letter of letters) if (!first.has(letter.threadId)) first.set(letter.threadId, letter);
  const threads = [...first.values()].map(({ threadId, title, author, createdAt }) => ({ id: threadId, title, author_id: author.id, at: createdAt }));
  const rows = await tx.query(sql`
    insert into meanwhile.threads (workspace, id, space_id, title, author_id, last_author_id, created_at, active_at)
    select ${workspace}, r.id, ${channelId}, r.title, r.author_id, r.author_id, r.at, r.at
    from jsonb_to_recordset(${JSON.stringify(threads)}::text::jsonb) as r (id text, title text, author_id text, at timestamptz)
    on conflict do nothing returning id`);
  return rows.length;
}

/** A thread that got comments. */
interface Touched {
  id: ThreadId;
  /** How many comments it had, and has. */
  before: number;
  count: number;
  /** When it was active last, before; ISO 8601. */
  active_before: string;
  /** Up to which number everything counts as read. */
  read: number;
}

async function addComments(tx: Tx, { workspace, readBefore }: Target, letters: readonly NewLetter[]): Promise<{ comments: number; touched: Touched[] }> {
  const threadIds = [...new Set(letters.map((letter) => letter.threadId))];
  // Locked in one order, so that two imports wait for each other and never in a circle.
  const threads = await tx.query<{ id: ThreadId; comment_count: number; active_at: string }>(sql`
    select id, comment_count, active_at from meanwhile.threads
    where workspace = ${workspace} and id = any(${threadIds}::text[]) order by id for update`);
  const known = await findLetters(tx, workspace, letters.map((letter) => letter.id));
  const touched = new Map<ThreadId, Touched>(
    threads.map(({ id, comment_count, active_at }) => [id, { id, before: comment_count, count: comment_count, active_before: active_at, read: comment_count }]),
  );
  const rows = letters
    .filter((letter) => !known.has(letter.id))
    .map(({ id, threadId, author, markdown, body, excerpt, createdAt }) => {
      const thread = touched.get(threadId)!;
      const number = ++thread.count;
      if (createdAt < readBefore && thread.read === number - 1) thread.read = number;
      return { id, thread_id: threadId, number, author_id: author.id, markdown, body, excerpt, at: createdAt };
    });
  const grown = [...touched.values()].filter((thread) => thread.count > thread.before);
  if (rows.length === 0) return { comments: 0, touched: [] };
  await tx.query(sql`
    with letters as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as r (id text, thread_id text, number int, author_id text, markdown text, body jsonb, excerpt text, at timestamptz)),
    inserted as (
      insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, audience, created_at)
      select ${workspace}, id, thread_id, number, author_id, markdown, body, '{"kind":"thread"}', at from letters),
    last as (
      select distinct on (thread_id) *, max(at) over (partition by thread_id) as latest from letters order by thread_id, number desc),
    counted as (
      update meanwhile.threads t set comment_count = last.number, last_author_id = last.author_id, last_excerpt = last.excerpt,
        active_at = greatest(t.active_at, last.latest), version = t.version + 1
      from last where t.workspace = ${workspace} and t.id = last.thread_id)
    insert into meanwhile.thread_positions as p (workspace, member_id, thread_id, position)
    select ${workspace}, author_id, thread_id, max(number) from letters group by author_id, thread_id
    on conflict (workspace, member_id, thread_id) do update set position = greatest(p.position, excluded.position)`);
  return { comments: rows.length, touched: grown };
}

/**
 * Old letters are unread by nobody. Who had read all of a thread has read what came to it too; who joined before a thread was active last, and
 * would find it unread for that, has read it.
 */
async function markRead(tx: Tx, { workspace }: Target, touched: readonly Touched[]): Promise<void> {
  const read = touched.filter((thread) => thread.read > thread.before);
  if (read.length === 0) return;
  const threads = sql`jsonb_to_recordset(${JSON.stringify(read)}::text::jsonb) as r (id text, before int, read int, active_before timestamptz)`;
  await tx.query(sql`
    update meanwhile.thread_positions p set position = r.read from ${threads}
    where p.workspace = ${workspace} and p.thread_id = r.id and p.position = r.before and r.before > 0`);
  await tx.query(sql`
    insert into meanwhile.thread_positions (workspace, member_id, thread_id, position)
    select ${workspace}, m.id, r.id, r.read from ${threads}
    join meanwhile.threads t on t.workspace = ${workspace} and t.id = r.id
    join meanwhile.members m on m.workspace = t.workspace and m.joined_at <= t.active_at and (r.before = 0 or r.active_before < m.joined_at)
    on conflict do nothing`);
}
