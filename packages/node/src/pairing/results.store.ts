import { type ProgramResults, type ResultRound, resultsOf } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { ProgramRow } from "./programs.store.ts";
import { NEW_DAYS } from "./rounds.input.ts";

const DAY = 86_400_000;

/** What came of a program's last rounds, counted from all of them. */
export async function readResults(db: Queryable, workspace: string, program: Pick<ProgramRow, "id" | "settings">, count: number, now: string): Promise<ProgramResults> {
  const known = new Date(Date.parse(now) - NEW_DAYS * DAY);
  const rounds = await db.query<ResultRound>(sql`
    select r.number, r.audience, r.ends_at <= ${now}::timestamptz as over, coalesce((
      select jsonb_agg(people order by place) from (
        select g.place, jsonb_agg(jsonb_build_object(
          'id', pp.member_id, 'timeZone', pp.time_zone, 'teamId', pp.team_id, 'newcomer', pp.newcomer, 'settled', m.joined_at <= ${known}, 'burden', pp.burden, 'met', pp.met)
          order by pp.member_id) as people
        from meanwhile.pairings g
        join meanwhile.pairing_people pp on pp.workspace = g.workspace and pp.pairing_id = g.id
        join meanwhile.members m on m.workspace = pp.workspace and m.id = pp.member_id
        where g.workspace = r.workspace and g.round_id = r.id group by g.id, g.place) one), '[]') as groups
    from meanwhile.pairing_rounds r
    where r.workspace = ${workspace} and r.program_id = ${program.id} and r.replaced_at is null
    order by r.number`);
  return resultsOf(rounds, count, program.settings.teams.length > 0);
}
