import { type Actor, can, type ChannelId, type GroupId, isOut, type MemberRef, type PairingPause, type Program, type ProgramId, type ProgramMembership, sharedErrors } from "@meanwhile/core";
import { instantFromMs, toLocal, type ZoneSource } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { memberZone } from "../members/members.calendar.ts";
import { visibleSpace } from "../permissions/spaces.ts";

/** All of a program that its host can change, beside its name and state. */
export type ProgramSettings = Pick<Program, "description" | "kind" | "teams" | "bridge" | "cadence" | "size" | "rules" | "goals" | "prompts" | "meetingMinutes">;

export interface ProgramRow {
  id: ProgramId;
  name: string;
  space_id: ChannelId | null;
  group_id: GroupId | null;
  settings: ProgramSettings;
  state: Program["state"];
  host_id: string;
  host: MemberRef;
  next_round_at: string | null;
  rounds: number;
  created_at: string;
  version: number;
  takes_part: boolean;
  in_audience: boolean;
  pause: PairingPause | null;
  quiet: ProgramMembership["quiet"];
}

/** Is a member (alias `m`) one of those a program (alias `p`) is for? */
export const IN_AUDIENCE: Sql = sql`(m.deactivated_at is null and case
  when p.space_id is not null then exists (
    select 1 from meanwhile.space_members sm where sm.workspace = p.workspace and sm.space_id = p.space_id and sm.member_id = m.id)
  when p.group_id is not null then m.role <> 'guest' and exists (
    select 1 from meanwhile.group_members gm where gm.workspace = p.workspace and gm.group_id = p.group_id and gm.member_id = m.id)
  else m.role <> 'guest' end)`;

/** Do they take part (alias `pm` for what they chose)? Of a channel or a group, who did not leave the program; of others, who joined it. */
export const TAKES_PART: Sql = sql`coalesce(pm.takes_part, p.space_id is not null or p.group_id is not null)`;

/** Programs that the actor may see (alias `p`) and that pass `where`. */
export async function selectPrograms(db: Queryable, actor: Actor, where: Sql, end: Sql = sql``): Promise<ProgramRow[]> {
  return db.query<ProgramRow>(sql`
    select p.id, p.name, p.space_id, p.group_id, p.settings, p.state, p.host_id, p.next_round_at, p.rounds, p.created_at, p.version,
      jsonb_build_object('id', h.id, 'name', h.name, 'avatarUrl', h.avatar_url) as host,
      ${IN_AUDIENCE} as in_audience, ${IN_AUDIENCE} and ${TAKES_PART} as takes_part, pm.pause, pm.quiet
    from meanwhile.pairing_programs p
    join meanwhile.members h on h.workspace = p.workspace and h.id = p.host_id
    join meanwhile.members m on m.workspace = p.workspace and m.id = ${actor.id}
    left join meanwhile.spaces s on s.workspace = p.workspace and s.id = p.space_id
    left join meanwhile.pairing_memberships pm on pm.workspace = p.workspace and pm.program_id = p.id and pm.member_id = m.id
    where p.workspace = ${actor.workspace} and ${actor.role === "guest" ? visibleSpace(actor) : sql`(p.space_id is null or ${visibleSpace(actor)})`} and ${where} ${end}`);
}

/** @throws MeanwhileError `shared/not_found` where there is none, or none the actor may see */
export async function programById(db: Queryable, actor: Actor, id: ProgramId, lock = false): Promise<ProgramRow> {
  const [row] = await selectPrograms(db, actor, sql`p.id = ${id}`, lock ? sql`for update of p` : sql``);
  if (!row) throw sharedErrors.notFound("No such program, or not one you may see.");
  return row;
}

/** A program as what happens by itself needs it. */
export type DueProgram = Omit<ProgramRow, "host" | "takes_part" | "in_audience" | "pause" | "quiet"> & { archived: boolean };

/** For what happens by itself, on nobody's behalf; held until the commit, or `held` by somebody else. */
export async function lockProgram(db: Queryable, workspace: string, id: ProgramId): Promise<DueProgram | "held" | undefined> {
  const one = sql`p.workspace = ${workspace} and p.id = ${id}`;
  const [free] = await db.query(sql`select 1 from meanwhile.pairing_programs p where ${one} for update skip locked`);
  const [row] = await db.query<DueProgram>(sql`
    select p.id, p.name, p.space_id, p.group_id, p.settings, p.state, p.host_id, p.next_round_at, p.rounds, p.created_at, p.version, s.archived_at is not null as archived
    from meanwhile.pairing_programs p left join meanwhile.spaces s on s.workspace = p.workspace and s.id = p.space_id where ${one}`);
  return row && !free ? "held" : row;
}

/** @param zone of the asking member, for whom a pause may be over */
export function toProgram(actor: Actor, row: ProgramRow, now: string, timeZone: string, zones: ZoneSource): Program {
  const { description, kind, teams, bridge, cadence, size, rules, goals, prompts, meetingMinutes } = row.settings;
  const today = toLocal(memberZone(zones, timeZone), instantFromMs(Date.parse(now))).date;
  return {
    id: row.id,
    name: row.name,
    description,
    audience: row.space_id !== null ? { kind: "channel", channelId: row.space_id } : row.group_id !== null ? { kind: "group", groupId: row.group_id } : { kind: "opt_in" },
    kind,
    teams,
    bridge,
    cadence,
    size,
    rules,
    goals,
    prompts,
    meetingMinutes,
    state: row.state,
    host: row.host,
    nextRoundAt: row.next_round_at,
    rounds: row.rounds,
    createdAt: row.created_at,
    version: row.version,
    me: { takesPart: row.takes_part, pause: isOut([row.pause], today) === null ? null : row.pause, quiet: row.quiet },
    can: { manage: can(actor, "program.manage", { ownerId: row.host_id }), join: row.in_audience && row.state !== "ended" },
  };
}

export async function insertProgram(
  db: Queryable,
  actor: Actor,
  program: { id: ProgramId; name: string; spaceId: string | null; groupId: string | null; settings: ProgramSettings; nextRoundAt: string },
  now: string,
): Promise<boolean> {
  const rows = await db.query(sql`
    insert into meanwhile.pairing_programs (workspace, id, name, space_id, group_id, settings, host_id, next_round_at, created_at)
    values (${actor.workspace}, ${program.id}, ${program.name}, ${program.spaceId}, ${program.groupId}, ${JSON.stringify(program.settings)}::text::jsonb, ${actor.id},
      ${program.nextRoundAt}, ${now})
    on conflict do nothing returning id`);
  return rows.length > 0;
}

export async function changeProgram(db: Queryable, workspace: string, id: ProgramId, changes: Sql): Promise<void> {
  await db.query(sql`update meanwhile.pairing_programs set ${changes}, version = version + 1 where workspace = ${workspace} and id = ${id}`);
}

/** Writes what a member chose; whatever it is, they are still there. */
export async function writeMembership(db: Queryable, workspace: string, id: ProgramId, memberId: string, takesPart: boolean | undefined, pause: PairingPause | null | undefined): Promise<void> {
  const kept = (value: unknown, column: Sql, given: Sql) => (value === undefined ? column : given);
  await db.query(sql`
    insert into meanwhile.pairing_memberships as pm (workspace, program_id, member_id, takes_part, pause)
    values (${workspace}, ${id}, ${memberId}, ${takesPart ?? null}::boolean, ${pause ? JSON.stringify(pause) : null}::text::jsonb)
    on conflict (workspace, program_id, member_id) do update set
      takes_part = ${kept(takesPart, sql`pm.takes_part`, sql`excluded.takes_part`)}, pause = ${kept(pause, sql`pm.pause`, sql`excluded.pause`)}, silent = 0, quiet = null`);
}

/** Those of these groups that are not there. */
export async function unknownGroups(db: Queryable, workspace: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`select id from meanwhile.groups where workspace = ${workspace} and id = any(${[...ids]}::text[])`);
  return ids.filter((id) => !rows.some((row) => row.id === id));
}

export async function isInGroup(db: Queryable, actor: Actor, groupId: string): Promise<boolean> {
  const rows = await db.query(sql`select 1 from meanwhile.group_members where workspace = ${actor.workspace} and group_id = ${groupId} and member_id = ${actor.id}`);
  return rows.length > 0;
}

export interface ParticipantRow {
  id: string;
  name: string;
  avatar_url: string | null;
  time_zone: string;
  pause: PairingPause | null;
  everywhere: PairingPause | null;
  quiet: ProgramMembership["quiet"];
}

/** Who takes part, by name. */
export async function listParticipants(db: Queryable, workspace: string, id: ProgramId, after: [name: string, id: string] | undefined, limit: number): Promise<ParticipantRow[]> {
  return db.query<ParticipantRow>(sql`
    select m.id, m.name, m.avatar_url, m.time_zone, pm.pause, pp.pause as everywhere, pm.quiet
    from meanwhile.pairing_programs p
    join meanwhile.members m on m.workspace = p.workspace
    left join meanwhile.pairing_memberships pm on pm.workspace = p.workspace and pm.program_id = p.id and pm.member_id = m.id
    left join meanwhile.pairing_preferences pp on pp.workspace = p.workspace and pp.member_id = m.id
    where p.workspace = ${workspace} and p.id = ${id} and ${IN_AUDIENCE} and ${TAKES_PART}
      and ${after ? sql`(lower(m.name) collate "C", m.id collate "C") > (${after[0]}, ${after[1]})` : sql`true`}
    order by lower(m.name) collate "C", m.id collate "C" limit ${literal(limit)}`);
}
