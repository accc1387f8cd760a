import { type Actor, type Met, type MetAnswer, type Pairing, type PairingId, type PairingReason, type PairingTime, type ProgramId, type RoundId, sharedErrors, type ThreadId } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";

export interface PairingRow {
  id: PairingId;
  program_id: ProgramId;
  program_name: string;
  round_id: RoundId;
  number: number;
  draw: number;
  thread_id: ThreadId;
  member_ids: string[];
  members: Pairing["members"];
  reasons: PairingReason[];
  prompts: Pairing["prompts"];
  times: PairingTime[];
  meeting_from: string | null;
  meeting_to: string | null;
  meeting_by: string | null;
  sequence: number;
  created_at: string;
  ends_at: string;
  reminded_at: string | null;
  asked_at: string | null;
  replaced: boolean;
  answers: (Omit<MetAnswer, "at"> & { at: string })[];
  meeting_minutes: number;
  version: number;
}

export function toPairing(row: PairingRow): Pairing {
  return {
    id: row.id,
    program: { id: row.program_id, name: row.program_name },
    round: { id: row.round_id, number: row.number, draw: row.draw },
    threadId: row.thread_id,
    members: row.members,
    reasons: row.reasons,
    prompts: row.prompts,
    times: row.times,
    meeting: row.meeting_from === null ? null : { from: row.meeting_from, to: row.meeting_to!, by: row.meeting_by! },
    sequence: row.sequence,
    createdAt: row.created_at,
    endsAt: row.ends_at,
    askedAt: row.asked_at,
    replaced: row.replaced,
    answers: row.answers.map((answer) => ({ ...answer, at: new Date(answer.at).toISOString() })),
    version: row.version,
  };
}

const PAIRING = sql`
  g.*, p.name as program_name, r.number, r.draw, (p.settings ->> 'meetingMinutes')::int as meeting_minutes,
    (select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'avatarUrl', m.avatar_url) order by array_position(g.member_ids, m.id))
      from meanwhile.members m where m.workspace = g.workspace and m.id = any(g.member_ids)) as members,
    coalesce((select jsonb_agg(jsonb_build_object(
        'member', jsonb_build_object('id', m.id, 'name', m.name, 'avatarUrl', m.avatar_url),
        'met', a.met, 'note', a.note, 'pictureUrl', a.picture_url, 'at', a.answered_at) order by a.answered_at, a.member_id)
      from meanwhile.pairing_people a join meanwhile.members m on m.workspace = a.workspace and m.id = a.member_id
      where a.workspace = g.workspace and a.pairing_id = g.id and a.met is not null), '[]') as answers
  from meanwhile.pairings g
  join meanwhile.pairing_programs p on p.workspace = g.workspace and p.id = g.program_id
  join meanwhile.pairing_rounds r on r.workspace = g.workspace and r.id = g.round_id`;

/** Pairings of the actor's that pass `where` (aliases `g`, `mine`), newest first. Nobody sees those of others, whoever looks after the program included. */
export async function selectPairings(db: Queryable, actor: Actor, where: Sql, limit: number): Promise<PairingRow[]> {
  return db.query<PairingRow>(sql`
    select ${PAIRING}
    join meanwhile.pairing_people mine on mine.workspace = g.workspace and mine.pairing_id = g.id and mine.member_id = ${actor.id}
    where mine.workspace = ${actor.workspace} and ${where} order by mine.pairing_id desc limit ${literal(limit)}`);
}

/** @throws MeanwhileError `shared/not_found` where there is none, or none of the actor's */
export async function pairingById(db: Queryable, actor: Actor, id: PairingId): Promise<PairingRow> {
  const [row] = await selectPairings(db, actor, sql`g.id = ${id}`, 1);
  if (!row) throw sharedErrors.notFound("No such pairing, or not one of yours.");
  return row;
}

/** Held until the commit, so that two of its members change it one after the other. */
export async function lockPairing(db: Queryable, workspace: string, id: PairingId): Promise<void> {
  await db.query(sql`select 1 from meanwhile.pairings where workspace = ${workspace} and id = ${id} for update`);
}

export async function changePairing(db: Queryable, workspace: string, id: PairingId, changes: Sql): Promise<void> {
  await db.query(sql`update meanwhile.pairings set ${changes}, version = version + 1 where workspace = ${workspace} and id = ${id}`);
}

export async function writeAnswer(db: Queryable, actor: Actor, id: PairingId, answer: { met: Met; note: string | null; pictureUrl: string | null }, now: string): Promise<void> {
  await db.query(sql`
    update meanwhile.pairing_people set met = ${answer.met}, note = ${answer.note}, picture_url = ${answer.pictureUrl}, answered_at = ${now}
    where workspace = ${actor.workspace} and pairing_id = ${id} and member_id = ${actor.id}`);
}

/** Something was heard of a member: whatever was counted or asked before is over. */
export async function heardOf(db: Queryable, workspace: string, programId: ProgramId, memberId: string): Promise<void> {
  await db.query(sql`
    update meanwhile.pairing_memberships set silent = 0, quiet = null
    where workspace = ${workspace} and program_id = ${programId} and member_id = ${memberId} and (silent > 0 or quiet is not null)`);
}
