import { type Actor, memberErrors, type Group, type Member, type MemberRef, type Role } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { visibleMember } from "../permissions/spaces.ts";

interface MemberRow {
  id: string;
  name: string;
  avatar_url: string | null;
  role: Role;
  time_zone: string;
  working_hours: Member["workingHours"];
  off_days: string[];
  away: Member["away"];
  joined_at: string;
  deactivated_at: string | null;
  deactivated_by: string | null;
  version: number;
}

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    avatarUrl: row.avatar_url,
    role: row.role,
    timeZone: row.time_zone,
    workingHours: row.working_hours,
    offDays: row.off_days,
    away: row.away,
    joinedAt: row.joined_at,
    deactivated: row.deactivated_at === null ? null : { at: row.deactivated_at, by: row.deactivated_by },
    version: row.version,
  };
}

/** What every request asks of who makes it. */
export interface KnownMember {
  name: string;
  avatarUrl: string | null;
  role: Role;
  deactivated: boolean;
}

export async function findMember(db: Queryable, workspace: string, id: string): Promise<KnownMember | undefined> {
  const [member] = await db.query<KnownMember>(sql`
    select name, avatar_url as "avatarUrl", role, deactivated_at is not null as deactivated from meanwhile.members where workspace = ${workspace} and id = ${id}`);
  return member;
}

export async function findVisibleMember(db: Queryable, actor: Actor, id: string, lock = false): Promise<Member | undefined> {
  const [row] = await db.query<MemberRow>(sql`
    select m.* from meanwhile.members m where m.id = ${id} and ${visibleMember(actor)} ${lock ? sql`for update of m` : sql``}`);
  return row && toMember(row);
}

/** Names that begin, or have a word that begins, with `query`; `after` is the last (name, id) of the page before. */
export async function listMembers(
  db: Queryable,
  actor: Actor,
  options: { query?: string | undefined; ids?: string[] | undefined; within?: Sql; after: [name: string, id: string] | undefined; limit: number },
): Promise<Member[]> {
  const prefix = options.query?.trim().toLowerCase().replaceAll(/[\\%_]/g, "\\$&");
  const rows = await db.query<MemberRow>(sql`
    select m.* from meanwhile.members m
    where ${visibleMember(actor)}
      and ${prefix ? sql`(lower(m.name) like ${`${prefix}%`} or lower(m.name) like ${`% ${prefix}%`})` : sql`true`}
      and ${options.ids ? sql`m.id = any(${options.ids}::text[])` : sql`m.deactivated_at is null`}
      and ${options.within ?? sql`true`}
      and ${options.after ? sql`(lower(m.name) collate "C", m.id collate "C") > (${options.after[0]}, ${options.after[1]})` : sql`true`}
    order by lower(m.name) collate "C", m.id collate "C" limit ${options.limit}`);
  return rows.map(toMember);
}

/** Those of `ids` that are active members the actor may see, in no order; throws `members/unknown_member` where one is not. */
export async function requireMembers(db: Queryable, actor: Actor, ids: readonly string[]): Promise<MemberRef[]> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return [];
  const rows = await db.query<{ id: string; name: string; avatar_url: string | null }>(sql`
    select m.id, m.name, m.avatar_url from meanwhile.members m
    where ${visibleMember(actor)} and m.id = any(${unique}::text[]) and m.deactivated_at is null`);
  if (rows.length < unique.length) {
    const known = new Set(rows.map((row) => row.id));
    const unknown = unique.filter((id) => !known.has(id));
    throw memberErrors.unknownMember(`Not a member of this workspace: ${unknown.slice(0, 5).join(", ")}. Add them first.`, { details: { memberIds: unknown } });
  }
  return rows.map((row) => ({ id: row.id, name: row.name, avatarUrl: row.avatar_url }));
}

export interface Profile {
  name?: string | undefined;
  avatarUrl?: string | null | undefined;
  role?: Role | undefined;
  timeZone?: string | undefined;
}

/** Adds a member or changes what the profile names; what it leaves out stays as it is. */
export async function upsertMember(db: Queryable, workspace: string, id: string, profile: Profile, now: string): Promise<Member> {
  await db.query(sql`insert into meanwhile.workspaces (id, created_at) values (${workspace}, ${now}) on conflict do nothing`);
  const [row] = await db.query<MemberRow>(sql`
    insert into meanwhile.members as m (workspace, id, name, avatar_url, role, time_zone, joined_at)
    values (${workspace}, ${id}, ${profile.name ?? id}, ${profile.avatarUrl ?? null}, ${profile.role ?? "member"}, ${profile.timeZone ?? "UTC"}, ${now})
    on conflict (workspace, id) do update set
      name = ${profile.name === undefined ? sql`m.name` : sql`excluded.name`},
      avatar_url = ${profile.avatarUrl === undefined ? sql`m.avatar_url` : sql`excluded.avatar_url`},
      role = ${profile.role === undefined ? sql`m.role` : sql`excluded.role`},
      version = m.version + 1
    returning *`);
  return toMember(row!);
}

export async function updateMember(db: Queryable, workspace: string, member: Member): Promise<Member> {
  const [row] = await db.query<MemberRow>(sql`
    update meanwhile.members set
      time_zone = ${member.timeZone},
      working_hours = ${member.workingHours === null ? null : JSON.stringify(member.workingHours)}::text::jsonb,
      off_days = ${JSON.stringify(member.offDays)}::text::jsonb,
      away = ${member.away === null ? null : JSON.stringify(member.away)}::text::jsonb,
      deactivated_at = ${member.deactivated?.at ?? null}, deactivated_by = ${member.deactivated?.by ?? null},
      version = version + 1
    where workspace = ${workspace} and id = ${member.id} returning *`);
  return toMember(row!);
}

interface GroupRow {
  id: Group["id"];
  name: string;
  version: number;
  member_ids: string[];
}

export async function listGroups(db: Queryable, workspace: string, after: string | undefined, limit: number): Promise<Group[]> {
  const rows = await db.query<GroupRow>(sql`
    select g.id, g.name, g.version,
      coalesce((select jsonb_agg(gm.member_id order by gm.member_id) from meanwhile.group_members gm
        where gm.workspace = g.workspace and gm.group_id = g.id), '[]') as member_ids
    from meanwhile.groups g where g.workspace = ${workspace} and ${after === undefined ? sql`true` : sql`g.id > ${after}`}
    order by g.id limit ${limit}`);
  return rows.map((row) => ({ id: row.id, name: row.name, memberIds: row.member_ids, version: row.version }));
}

export async function putGroup(db: Queryable, workspace: string, group: Omit<Group, "version">): Promise<Group> {
  const [row] = await db.query<{ version: number }>(sql`
    insert into meanwhile.groups as g (workspace, id, name) values (${workspace}, ${group.id}, ${group.name})
    on conflict (workspace, id) do update set name = excluded.name, version = g.version + 1 returning version`);
  await db.query(sql`delete from meanwhile.group_members where workspace = ${workspace} and group_id = ${group.id} and member_id <> all(${group.memberIds}::text[])`);
  await db.query(sql`
    insert into meanwhile.group_members (workspace, group_id, member_id)
    select ${workspace}, ${group.id}, unnest(${group.memberIds}::text[]) on conflict do nothing`);
  return { ...group, version: row!.version };
}

/** False where there was none. */
export async function removeGroup(db: Queryable, workspace: string, id: string): Promise<boolean> {
  const rows = await db.query(sql`delete from meanwhile.groups where workspace = ${workspace} and id = ${id} returning id`);
  return rows.length > 0;
}

/** Names for ids, in one query; an id that is no member's is left out. */
export async function memberRefs(db: Queryable, workspace: string, ids: Iterable<string>): Promise<Map<string, MemberRef>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await db.query<{ id: string; name: string; avatar_url: string | null }>(sql`
    select id, name, avatar_url from meanwhile.members where workspace = ${workspace} and id = any(${unique}::text[])`);
  return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, avatarUrl: row.avatar_url }]));
}
