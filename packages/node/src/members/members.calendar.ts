import type { Member } from "@meanwhile/core";
import type { Zone, ZoneSource } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";

/** The columns of a member (alias `m`) that say when they work. */
export const CALENDAR: Sql = sql`m.time_zone, m.working_hours, m.off_days, m.away`;

export interface CalendarRow {
  time_zone: string;
  working_hours: Member["workingHours"];
  off_days: string[];
  away: Member["away"];
}

export function toCalendar(row: CalendarRow): Pick<Member, "timeZone" | "workingHours" | "offDays" | "away"> {
  return { timeZone: row.time_zone, workingHours: row.working_hours, offDays: row.off_days, away: row.away };
}

/** When somebody works; nothing of who is not there, or not any more. */
export async function findCalendar(db: Queryable, workspace: string, id: string): Promise<ReturnType<typeof toCalendar> | undefined> {
  const [row] = await db.query<CalendarRow>(sql`select ${CALENDAR} from meanwhile.members m where m.workspace = ${workspace} and m.id = ${id} and m.deactivated_at is null`);
  return row && toCalendar(row);
}

/** A member's zone, and UTC for one that this server does not know: a host may have given it, or another server. */
export function memberZone(zones: ZoneSource, name: string): Zone {
  try {
    return zones.zone(name);
  } catch {
    return zones.zone("UTC");
  }
}
