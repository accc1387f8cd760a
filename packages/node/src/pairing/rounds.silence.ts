import type { ProgramId } from "@meanwhile/core";
import type { Writing } from "../calls/context.ts";
import { literal, sql } from "../db/sql.ts";
import { deliverProgram } from "./pairing.inbox.ts";

/** After so many rounds in a row in which nothing was heard of somebody, they are asked; after one more, they are paused until they say so. */
const ASKED_AFTER = 3;

/**
 * Looks back at a round: whoever neither answered, nor wrote in their thread, nor took a time was silent. Being asked is nothing but a
 * question, and a pause is taken back by any word.
 */
export async function countSilence(writing: Writing, program: { id: ProgramId; name: string }, number: number): Promise<void> {
  const { db, actor: { workspace }, now } = writing;
  const silent = sql`(pp.met is null and g.meeting_by is distinct from pp.member_id and not exists (
    select 1 from meanwhile.comments c where c.workspace = g.workspace and c.thread_id = g.thread_id and c.author_id = pp.member_id))`;
  const rows = await db.query<{ member_id: string; quiet: "asked" | "paused" | null; silent: number }>(sql`
    insert into meanwhile.pairing_memberships as pm (workspace, program_id, member_id, silent)
    select ${workspace}, ${program.id}, pp.member_id, case when bool_and(${silent}) then 1 else 0 end
    from meanwhile.pairing_rounds r
    join meanwhile.pairings g on g.workspace = r.workspace and g.round_id = r.id and not g.replaced
    join meanwhile.pairing_people pp on pp.workspace = g.workspace and pp.pairing_id = g.id
    where r.workspace = ${workspace} and r.program_id = ${program.id} and r.number = ${number} and r.replaced_at is null
    group by pp.member_id order by pp.member_id
    on conflict (workspace, program_id, member_id) do update set
      silent = case when excluded.silent = 0 then 0 else pm.silent + 1 end,
      quiet = case when excluded.silent = 0 or pm.silent + 1 < ${literal(ASKED_AFTER)} then null when pm.silent + 1 = ${literal(ASKED_AFTER)} then 'asked' else 'paused' end
    returning member_id, quiet, silent`);
  const told = rows.filter(({ quiet }) => quiet !== null).map((row) => row.member_id);
  if (told.length === 0) return;
  for (const statement of deliverProgram(workspace, program.id, program.name, told, now)) await db.query(statement);
  for (const recipientId of told) writing.emit({ type: "inbox.changed", recipientId });
}
