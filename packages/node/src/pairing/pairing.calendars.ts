import type { ProgramId } from "@meanwhile/core";
import type { Busy } from "@meanwhile/core/pairing";
import type { CalendarOwner, FreeBusy } from "../calls/freeBusy.ts";
import type { Clock } from "../db/clock.ts";
import type { Db } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { defineDue, type DueDefinition } from "../jobs/index.ts";
import { IN_AUDIENCE, TAKES_PART } from "./programs.store.ts";

/** The kind of due row by which calendars are read before a round. Its key is the program's id. */
export const CALENDARS = "pairing.calendars";

/** So long before a round its members' calendars are asked. */
export const BEFORE = 10 * 60_000;
/** Whoever's calendar was not read by then has their hours alone. */
const TIME_LIMIT = 5 * 60_000;
/** Two weeks, in which people meet, and the days before the round. */
const READ_AHEAD = 15 * 86_400_000;

export interface CalendarMeans {
  db: Db;
  clock: Clock;
  logger: { warn(message: string, fields?: Record<string, unknown>): void };
  freeBusy: FreeBusy | undefined;
}

/**
 * Asks for the members' calendars shortly before a round and keeps what is taken. It is done after the commit, since others are waited for in no
 * transaction; the round is drawn at its time whether they answered or not.
 */
export function readingCalendars({ db, clock, logger, freeBusy }: CalendarMeans): DueDefinition {
  return defineDue({
    kind: CALENDARS,
    run: async () => null,
    async after({ workspace, key }) {
      if (!freeBusy) return;
      const id = key as ProgramId;
      const people = await calendarOwners(db, workspace, id);
      const now = clock.now();
      const request = { from: new Date(now).toISOString(), to: new Date(now + READ_AHEAD).toISOString(), signal: AbortSignal.timeout(TIME_LIMIT) };
      try {
        const busy = await freeBusy.busy({ workspace, members: people, ...request });
        await keepBusy(db, workspace, id, busy);
      } catch (error) {
        logger.warn("Calendars could not be read; a round is drawn by working hours alone", { workspace, programId: id, error: String(error) });
      }
    },
  });
}

/** In place of all that was read before. Whoever left the workspace meanwhile is left out. */
async function keepBusy(db: Db, workspace: string, id: ProgramId, busy: ReadonlyMap<string, readonly Busy[]>): Promise<void> {
  const rows = [...busy].map(([memberId, taken]) => ({ member_id: memberId, busy: taken }));
  await db.tx(async (tx) => {
    await tx.query(sql`delete from meanwhile.pairing_busy where workspace = ${workspace} and program_id = ${id}`);
    await tx.query(sql`
      insert into meanwhile.pairing_busy (workspace, program_id, member_id, busy)
      select ${workspace}, ${id}, r.member_id, r.busy from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (member_id text, busy jsonb)
      join meanwhile.members m on m.workspace = ${workspace} and m.id = r.member_id on conflict do nothing`);
  });
}

async function calendarOwners(db: Db, workspace: string, id: ProgramId): Promise<CalendarOwner[]> {
  const rows = await db.query<{ id: string; time_zone: string }>(sql`
    select m.id, m.time_zone from meanwhile.pairing_programs p
    join meanwhile.members m on m.workspace = p.workspace
    left join meanwhile.pairing_memberships pm on pm.workspace = p.workspace and pm.program_id = p.id and pm.member_id = m.id
    where p.workspace = ${workspace} and p.id = ${id} and p.state = 'running' and ${IN_AUDIENCE} and ${TAKES_PART}`);
  return rows.map((row) => ({ id: row.id, timeZone: row.time_zone }));
}
