import { type Actor, type ChannelId, type MemberRef, type ThreadId, type Topic, wordsOf } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { visibleMember, visibleSpace } from "../permissions/spaces.ts";
import { literalOf } from "./search.terms.ts";

interface TopicRow {
  id: ThreadId;
  title: string;
  channel_id: ChannelId | null;
  author_id: string;
  author_name: string;
  comment_count: number;
  active_at: string;
  closed: boolean;
  key: string;
}

const COLUMNS = sql`
  t.id, t.title, case s.kind when 'channel' then s.id end as channel_id, t.author_id, a.name as author_name, t.comment_count, t.active_at,
  t.closed_at is not null as closed`;

/** Threads as lines of the catalogue; `after` is the last (sort key, id) of the page before. */
export async function listTopics(
  db: Queryable,
  actor: Actor,
  filter: { channelId?: string | undefined; private: boolean; sort: "title" | "active" },
  after: [key: string, id: string] | undefined,
  limit: number,
): Promise<{ key: string; topic: Topic }[]> {
  const inChannel = filter.channelId === undefined ? sql`true` : sql`t.space_id = ${filter.channelId}`;
  const open = filter.private ? sql`true` : sql`s.visibility = 'public'`;
  const visible = sql`${visibleSpace(actor)} and ${open} and ${inChannel}`;
  const byTitle = sql`
    select ${COLUMNS}, lower(d.title) as key from meanwhile.documents d
    join meanwhile.threads t on t.workspace = d.workspace and t.id = d.thread_id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members a on a.workspace = t.workspace and a.id = t.author_id
    where d.workspace = ${actor.workspace} and d.kind = 'thread' and ${visible}
      and ${after ? sql`(lower(d.title) collate "C", d.id) > (${after[0]}, ${after[1]})` : sql`true`}
    order by lower(d.title) collate "C", d.id limit ${literal(limit)}`;
  const byActivity = sql`
    select ${COLUMNS}, '' as key from meanwhile.threads t
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members a on a.workspace = t.workspace and a.id = t.author_id
    where t.workspace = ${actor.workspace} and ${visible} and ${after ? sql`(t.active_at, t.id) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`}
    order by t.active_at desc, t.id desc limit ${literal(limit)}`;
  const rows = await db.query<TopicRow>(filter.sort === "title" ? byTitle : byActivity);
  return rows.map((row) => ({ key: filter.sort === "title" ? row.key : row.active_at, topic: toTopic(row) }));
}

/** Channels and people with a word that begins like the query, and threads with all of its words, the last one begun. */
export async function suggest(db: Queryable, actor: Actor, query: string, limit: number): Promise<{ channels: { id: ChannelId; name: string; archived: boolean }[]; members: MemberRef[]; threads: Topic[] }> {
  const typed = query.trim().toLowerCase();
  if (typed === "") return { channels: [], members: [], threads: [] };
  const channels = await db.query<{ id: ChannelId; name: string; archived: boolean }>(sql`
    select s.id, s.name, s.archived_at is not null as archived from meanwhile.spaces s
    where s.kind = 'channel' and ${visibleSpace(actor)} and ${begins(sql`s.name`, typed.replace(/^#/, ""))}
    order by s.archived_at is not null, lower(s.name) collate "C", s.id limit ${literal(limit)}`);
  const members = await db.query<{ id: string; name: string; avatar_url: string | null }>(sql`
    select m.id, m.name, m.avatar_url from meanwhile.members m
    where ${visibleMember(actor)} and m.deactivated_at is null and ${begins(sql`m.name`, typed.replace(/^@/, ""))}
    order by lower(m.name) collate "C", m.id limit ${literal(limit)}`);
  return { channels, members: members.map(({ avatar_url: avatarUrl, ...member }) => ({ ...member, avatarUrl })), threads: await threadsLike(db, actor, typed, limit) };
}

/** Looked up by how their words begin, since the index has stems, then compared with the titles as they are written; the most active of many. */
async function threadsLike(db: Queryable, actor: Actor, typed: string, limit: number): Promise<Topic[]> {
  const words = wordsOf(typed).map(({ word }) => word);
  if (words.length === 0) return [];
  const found = words.map((word) => `${literalOf(word.slice(0, Math.max(3, word.length - 3)))}:*`).join(" & ");
  const rows = await db.query<TopicRow>(sql`
    select ${COLUMNS}, '' as key
    from (select id from meanwhile.documents
      where workspace = ${actor.workspace} and array[workspace] @> array[${actor.workspace}::text] and kind = 'thread' and words @@ ${found}::tsquery limit 1000) d
    join meanwhile.threads t on t.workspace = ${actor.workspace} and t.id = d.id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members a on a.workspace = t.workspace and a.id = t.author_id
    where ${visibleSpace(actor)} order by t.active_at desc, t.id desc limit 200`);
  return rows.filter(({ title }) => hasAll(wordsOf(title).map(({ word }) => word), words)).slice(0, limit).map(toTopic);
}

function hasAll(title: readonly string[], words: readonly string[]): boolean {
  return words.every((word, i) => title.some((one) => (i === words.length - 1 ? one.startsWith(word) : one === word)));
}

function begins(name: Sql, typed: string): Sql {
  const pattern = typed.replaceAll(/[\\%_]/g, "\\$&");
  return sql`(lower(${name}) like ${`${pattern}%`} or lower(${name}) like ${`% ${pattern}%`})`;
}

function toTopic(row: TopicRow): Topic {
  return {
    id: row.id,
    title: row.title,
    channelId: row.channel_id,
    author: { id: row.author_id, name: row.author_name },
    commentCount: row.comment_count,
    activeAt: row.active_at,
    closed: row.closed,
  };
}
