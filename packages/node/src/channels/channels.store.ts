import { type Actor, can, type Channel, type ChannelId, type MemberRef, sharedErrors } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { visibleSpace } from "../permissions/spaces.ts";

interface ChannelRow {
  id: ChannelId;
  name: string;
  description: string;
  visibility: Channel["visibility"];
  archived_at: string | null;
  archived_by: string | null;
  created_at: string;
  version: number;
  member_count: number;
  joined: boolean;
  favourite: boolean;
  unread: number;
}

function toChannel(actor: Actor, row: ChannelRow): Channel {
  const resource = { joined: row.joined, visibility: row.visibility, archived: row.archived_at !== null };
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    visibility: row.visibility,
    memberCount: row.member_count,
    archived: row.archived_at === null ? null : { at: row.archived_at, by: row.archived_by },
    createdAt: row.created_at,
    version: row.version,
    me: { joined: row.joined, favourite: row.favourite, unreadThreads: row.unread },
    can: {
      post: can(actor, "thread.create", resource),
      update: can(actor, "channel.update", resource),
      join: !row.joined && can(actor, "channel.join", resource) && !resource.archived,
    },
  };
}

/** The channels that pass `where` (alias `s`) and that the actor may see. */
export async function selectChannels(db: Queryable, actor: Actor, where: Sql, limit = 1): Promise<Channel[]> {
  const rows = await db.query<ChannelRow>(sql`
    with unread as (
      select t.space_id, count(*)::int as threads
      from (select * from meanwhile.threads where workspace = ${actor.workspace} order by active_at desc, id desc limit 1000) t
      join meanwhile.members me on me.workspace = t.workspace and me.id = ${actor.id} and t.active_at >= me.joined_at
      left join meanwhile.thread_positions p on p.workspace = t.workspace and p.member_id = ${actor.id} and p.thread_id = t.id
      where t.comment_count > coalesce(p.position, 0)
      group by t.space_id)
    select s.id, s.name, s.description, s.visibility, s.archived_at, s.archived_by, s.created_at, s.version,
      (select count(*)::int from meanwhile.space_members sm where sm.workspace = s.workspace and sm.space_id = s.id) as member_count,
      exists (select 1 from meanwhile.space_members sm where sm.workspace = s.workspace and sm.space_id = s.id and sm.member_id = ${actor.id}) as joined,
      exists (select 1 from meanwhile.favourites f where f.workspace = s.workspace and f.member_id = ${actor.id} and f.space_id = s.id) as favourite,
      coalesce(unread.threads, 0) as unread
    from meanwhile.spaces s left join unread on unread.space_id = s.id
    where s.kind = 'channel' and ${visibleSpace(actor)} and ${where}
    order by lower(s.name) collate "C", s.id limit ${limit}`);
  return rows.map((row) => toChannel(actor, row));
}

/** @throws MeanwhileError `shared/not_found` where there is none, or none the actor may see */
export async function channelById(db: Queryable, actor: Actor, id: ChannelId): Promise<Channel> {
  const [channel] = await selectChannels(db, actor, sql`s.id = ${id}`);
  if (!channel) throw sharedErrors.notFound("No such channel, or not one you may see.");
  return channel;
}

/** Locks the channel's row, so that what is checked next still holds at the commit. */
export async function lockChannel(db: Queryable, actor: Actor, id: ChannelId): Promise<void> {
  await db.query(sql`select 1 from meanwhile.spaces where workspace = ${actor.workspace} and id = ${id} for update`);
}

export async function insertChannel(
  db: Queryable,
  actor: Actor,
  channel: { id: ChannelId; name: string; description: string; visibility: string },
  now: string,
): Promise<boolean> {
  const rows = await db.query(sql`
    insert into meanwhile.spaces (workspace, id, kind, visibility, name, description, created_at)
    values (${actor.workspace}, ${channel.id}, 'channel', ${channel.visibility}, ${channel.name}, ${channel.description}, ${now})
    on conflict do nothing returning id`);
  return rows.length > 0;
}

export async function updateChannel(
  db: Queryable,
  workspace: string,
  channel: Pick<Channel, "id" | "name" | "description" | "visibility" | "archived">,
): Promise<void> {
  await db.query(sql`
    update meanwhile.spaces set name = ${channel.name}, description = ${channel.description}, visibility = ${channel.visibility},
      archived_at = ${channel.archived?.at ?? null}, archived_by = ${channel.archived?.by ?? null}
    where workspace = ${workspace} and id = ${channel.id}`);
}

/** Lets members into a space of any kind; those already in stay in. */
export async function addToSpace(db: Queryable, workspace: string, spaceId: string, memberIds: readonly string[], now: string): Promise<void> {
  if (memberIds.length === 0) return;
  await db.query(sql`
    insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
    select ${workspace}, ${spaceId}, unnest(${[...new Set(memberIds)]}::text[]), ${now}::timestamptz on conflict do nothing`);
}

export async function removeFromSpace(db: Queryable, workspace: string, spaceId: string, memberId: string): Promise<void> {
  await db.query(sql`delete from meanwhile.space_members where workspace = ${workspace} and space_id = ${spaceId} and member_id = ${memberId}`);
  await db.query(sql`delete from meanwhile.favourites where workspace = ${workspace} and space_id = ${spaceId} and member_id = ${memberId}`);
}

export async function bumpChannel(db: Queryable, workspace: string, id: ChannelId): Promise<void> {
  await db.query(sql`update meanwhile.spaces set version = version + 1 where workspace = ${workspace} and id = ${id}`);
}

export async function setFavourite(db: Queryable, actor: Actor, id: ChannelId, favourite: boolean): Promise<void> {
  await db.query(
    favourite
      ? sql`insert into meanwhile.favourites (workspace, member_id, space_id) values (${actor.workspace}, ${actor.id}, ${id}) on conflict do nothing`
      : sql`delete from meanwhile.favourites where workspace = ${actor.workspace} and member_id = ${actor.id} and space_id = ${id}`,
  );
}

export async function listSpaceMembers(db: Queryable, workspace: string, spaceId: string, after: [string, string] | undefined, limit: number): Promise<MemberRef[]> {
  const rows = await db.query<{ id: string; name: string; avatar_url: string | null }>(sql`
    select m.id, m.name, m.avatar_url from meanwhile.space_members sm
    join meanwhile.members m on m.workspace = sm.workspace and m.id = sm.member_id
    where sm.workspace = ${workspace} and sm.space_id = ${spaceId}
      and ${after ? sql`(lower(m.name) collate "C", m.id collate "C") > (${after[0]}, ${after[1]})` : sql`true`}
    order by lower(m.name) collate "C", m.id collate "C" limit ${limit}`);
  return rows.map((row) => ({ id: row.id, name: row.name, avatarUrl: row.avatar_url }));
}
