import { type Actor, type PairingId, type PairingReason, type ProgramId, type Round, type RoundGroup, type RoundId, type RoundSummary, sharedErrors } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { memberRefs } from "../members/members.store.ts";
import type { PlannedRound } from "./rounds.planner.ts";
import type { RoundPlan, StoredInput } from "./rounds.input.ts";

/** What of a round's outcome is kept beside its groups. */
export type StoredResult = Pick<PlannedRound, "unplaced" | "metrics" | "proof" | "relaxed">;

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

export function toSummary(row: RoundRow): RoundSummary {
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

/** Rounds that pass `where` (alias `r`), newest first. */
export async function selectRounds(db: Queryable, workspace: string, where: Sql, limit: number): Promise<RoundRow[]> {
  return db.query<RoundRow>(sql`
    select r.id, r.program_id, r.number, r.draw, r.planned_for, r.drawn_at, r.ends_at, r.algorithm, r.seed, r.input_hash, r.result, r.result_hash, r.placed, r.unplaced,
      r.replaced_at, r.replaced_by, r.replaced_because
    from meanwhile.pairing_rounds r where r.workspace = ${workspace} and ${where}
    order by r.number desc, r.draw desc limit ${literal(limit)}`);
}

/** @throws MeanwhileError `shared/not_found` */
export async function findRound(db: Queryable, workspace: string, id: RoundId): Promise<RoundRow> {
  const [row] = await selectRounds(db, workspace, sql`r.id = ${id}`, 1);
  if (!row) throw sharedErrors.notFound("No such round, or not one you may see.");
  return row;
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
export async function groupsOf(db: Queryable, workspace: string, id: RoundId): Promise<GroupRow[]> {
  return db.query<GroupRow>(sql`
    select g.id, g.member_ids, g.reasons from meanwhile.pairings g where g.workspace = ${workspace} and g.round_id = ${id} order by g.place`);
}

/** A round as the actor sees it: who looks after its program sees all of it, others their own group, and of those left out themselves. */
export async function toRound(db: Queryable, actor: Actor, row: RoundRow, manages: boolean, redraw: boolean): Promise<Round> {
  const sees = (ids: readonly string[]) => manages || ids.includes(actor.id);
  const groups = (await groupsOf(db, actor.workspace, row.id)).filter((group) => sees(group.member_ids)).map(({ id, ...group }) => ({ pairingId: id, ...group }));
  const out = row.result.unplaced.filter(({ member }) => sees([member]));
  return {
    ...toSummary(row),
    version: row.algorithm,
    seed: row.seed,
    inputHash: row.input_hash,
    resultHash: row.result_hash,
    proof: row.result.proof,
    metrics: row.result.metrics as Round["metrics"],
    relaxed: row.result.relaxed,
    ...(await named(db, actor.workspace, groups, out)),
    can: { redraw },
  };
}

/** The same with names in place of ids. */
export async function named(
  db: Queryable,
  workspace: string,
  groups: readonly { pairingId: PairingId | null; member_ids: string[]; reasons: PairingReason[] }[],
  out: StoredResult["unplaced"],
): Promise<{ groups: RoundGroup[]; out: Round["out"] }> {
  const refs = await memberRefs(db, workspace, [...groups.flatMap((group) => group.member_ids), ...out.map(({ member }) => member)]);
  return {
    groups: groups.map(({ pairingId, member_ids, reasons }) => ({ pairingId, members: member_ids.map((id) => refs.get(id)!), reasons })),
    out: out.map(({ member, reason }) => ({ member: refs.get(member)!, reason })),
  };
}

export async function insertRound(
  db: Queryable,
  workspace: string,
  round: { id: RoundId; programId: ProgramId; plan: RoundPlan; input: StoredInput; result: PlannedRound; resultHash: string; audience: number },
  now: string,
): Promise<void> {
  const { id, programId, plan, input, result, resultHash, audience } = round;
  const { unplaced, metrics, proof, relaxed } = result;
  const kept: StoredResult = { unplaced, metrics, proof, relaxed };
  const placed = result.groups.reduce((sum, group) => sum + group.members.length, 0);
  await db.query(sql`
    insert into meanwhile.pairing_rounds (workspace, id, program_id, number, draw, planned_for, drawn_at, ends_at, algorithm, seed, input, input_hash, result, result_hash,
      placed, unplaced, audience)
    values (${workspace}, ${id}, ${programId}, ${plan.number}, ${plan.draw}, ${plan.plannedFor}, ${now}, ${plan.endsAt}, ${input.version}, ${input.seed},
      ${JSON.stringify(input)}::text::jsonb, ${result.inputHash}, ${JSON.stringify(kept)}::text::jsonb, ${resultHash}, ${placed}, ${unplaced.length}, ${audience})`);
}

/** Another draw takes its place. */
export async function replaceRound(db: Queryable, workspace: string, id: RoundId, by: string | null, reason: string, now: string): Promise<void> {
  await db.query(sql`
    update meanwhile.pairing_rounds set replaced_at = ${now}, replaced_by = ${by}, replaced_because = ${reason} where workspace = ${workspace} and id = ${id}`);
}
