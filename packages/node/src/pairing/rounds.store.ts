import { type Actor, type PairingId, type PairingReason, type ProgramId, type Round, type RoundId, type RoundSummary, sharedErrors } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import type { RoundPlan, StoredInput } from "./rounds.input.ts";
import { outcome, type StoredResult } from "./rounds.planner.ts";

export interface RoundRow {
  id: RoundId;
  program_id: ProgramId;
  number: number;
  draw: number;
  planned_for: string;
  drawn_at: string;
  ends_at: string;
  algorithm: string;
  seed: string;
  input_hash: string;
  result: StoredResult;
  result_hash: string;
  placed: number;
  unplaced: number;
  replaced_at: string | null;
  replaced_by: string | null;
  replaced_because: string | null;
}

export function toSummary(row: Omit<RoundRow, "result">): RoundSummary {
  return {
    id: row.id,
    programId: row.program_id,
    number: row.number,
    draw: row.draw,
    plannedFor: row.planned_for,
    drawnAt: row.drawn_at,
    endsAt: row.ends_at,
    placed: row.placed,
    unplaced: row.unplaced,
    replaced: row.replaced_at === null ? null : { at: row.replaced_at, by: row.replaced_by, reason: row.replaced_because! },
  };
}

/** Rounds that pass `where` (alias `r`), newest first; without what they came to, which is large. */
export async function selectRounds(db: Queryable, workspace: string, where: Sql, limit: number, more: Sql = sql``): Promise<Omit<RoundRow, "result">[]> {
  return db.query<RoundRow>(sql`
    select r.id, r.program_id, r.number, r.draw, r.planned_for, r.drawn_at, r.ends_at, r.algorithm, r.seed, r.input_hash, r.result_hash, r.placed, r.unplaced,
      r.replaced_at, r.replaced_by, r.replaced_because ${more}
    from meanwhile.pairing_rounds r where r.workspace = ${workspace} and ${where}
    order by r.number desc, r.draw desc limit ${literal(limit)}`);
}

/** @throws MeanwhileError `shared/not_found` */
export async function findRound(db: Queryable, workspace: string, id: RoundId): Promise<RoundRow> {
  const [row] = await selectRounds(db, workspace, sql`r.id = ${id}`, 1, sql`, r.result`);
  if (!row) throw sharedErrors.notFound("No such round, or not one you may see.");
  return row as RoundRow;
}

/** Large, so it is read by itself. */
export async function inputOf(db: Queryable, workspace: string, id: RoundId): Promise<StoredInput> {
  const [row] = await db.query<{ input: StoredInput }>(sql`select input from meanwhile.pairing_rounds where workspace = ${workspace} and id = ${id}`);
  return row!.input;
}

export interface GroupRow {
  id: PairingId;
  member_ids: string[];
  reasons: PairingReason[];
}

/** The groups of a round, in the order of its plan. */
async function groupsOf(db: Queryable, workspace: string, id: RoundId): Promise<GroupRow[]> {
  return db.query<GroupRow>(sql`
    select g.id, g.member_ids, g.reasons from meanwhile.pairings g where g.workspace = ${workspace} and g.round_id = ${id} order by g.place`);
}

/** A round as the actor sees it: who looks after its program sees all of it, others their own group, and of those left out themselves. */
export async function toRound(db: Queryable, actor: Actor, row: RoundRow, manages: boolean, redraw: boolean): Promise<Round> {
  const groups = (await groupsOf(db, actor.workspace, row.id)).map(({ id, member_ids, reasons }) => ({ pairingId: id, members: member_ids, reasons }));
  return {
    ...toSummary(row),
    version: row.algorithm,
    seed: row.seed,
    inputHash: row.input_hash,
    resultHash: row.result_hash,
    ...(await outcome(db, actor, row.result, groups, manages)),
    can: { redraw },
  };
}

export async function insertRound(
  db: Queryable,
  workspace: string,
  round: { id: RoundId; programId: ProgramId; plan: RoundPlan; input: StoredInput; result: StoredResult; resultHash: string; audience: number },
  now: string,
): Promise<void> {
  const { id, programId, plan, input, result, resultHash, audience } = round;
  await db.query(sql`
    insert into meanwhile.pairing_rounds (workspace, id, program_id, number, draw, planned_for, drawn_at, ends_at, algorithm, seed, input, input_hash, result, result_hash,
      placed, unplaced, audience)
    values (${workspace}, ${id}, ${programId}, ${plan.number}, ${plan.draw}, ${plan.plannedFor}, ${now}, ${plan.endsAt}, ${input.version}, ${input.seed},
      ${JSON.stringify(input)}::text::jsonb, ${result.inputHash}, ${JSON.stringify(result)}::text::jsonb, ${resultHash}, ${result.groups.flat().length}, ${result.unplaced.length}, ${audience})`);
}

/** Another draw takes its place. */
export async function replaceRound(db: Queryable, workspace: string, id: RoundId, by: string | null, reason: string, now: string): Promise<void> {
  await db.query(sql`
    update meanwhile.pairing_rounds set replaced_at = ${now}, replaced_by = ${by}, replaced_because = ${reason} where workspace = ${workspace} and id = ${id}`);
}
