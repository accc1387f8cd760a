import type { Member } from "@meanwhile/core";
import type { Zone, ZoneSource } from "@meanwhile/core/time";
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

/** A member's zone, and UTC for one that this server does not know: a host may have given it, or another server. */
export function memberZone(zones: ZoneSource, name: string): Zone {
  try {
    return zones.zone(name);
  } catch {
    return zones.zone("UTC");
  }
}
