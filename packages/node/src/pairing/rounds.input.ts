import { type Away, type Calendar, isOut, type PairingPause, type ProgramId, worksOn, type WorkingHours } from "@meanwhile/core";
import { type Busy, type Goal, HistoryIndex, type HistoryJson, type Person, type RoundInput, type Rule, weekMasks } from "@meanwhile/core/pairing";
import { addDays, compareDates, instantFromMs, isoWeekday, type LocalDate, toLocal } from "@meanwhile/core/time";
import type { Writing } from "../calls/context.ts";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { CALENDAR, memberZone } from "../members/members.calendar.ts";
import { IN_AUDIENCE, type ProgramSettings, TAKES_PART } from "./programs.store.ts";

/** Who joined the workspace within so many days is new. */
export const NEW_DAYS = 30;
const DAY = 86_400_000;

/** Somebody who takes part in a program. */
export interface Participant {
  id: string;
  name: string;
  calendar: Calendar;
  joinedAt: string;
  teamId: string | null;
  side: "mentor" | "mentee" | null;
  /** Minutes outside their hours that the times proposed to them asked for so far. */
  burden: number;
  /** What their calendar elsewhere says is taken, as last read. */
  busy: readonly Busy[];
  pauses: (PairingPause | null)[];
  quiet: "asked" | "paused" | null;
  likedTopics: string[];
  avoidedTopics: string[];
}

/** As it is kept with a round: masks once each, and by number where somebody has them. */
export interface StoredInput extends Omit<RoundInput, "people" | "history"> {
  people: (Omit<Person, "hours"> & { hours: number })[];
  masks: number[][];
  history: HistoryJson;
}

/** Which round is to be made. */
export interface RoundPlan {
  number: number;
  draw: number;
  /** When it was to begin. */
  plannedFor: string;
  /** When it is drawn: later than planned after downtime. People meet from then on. */
  at: string;
  endsAt: string;
}

/** What a round is made from. Nobody's name is in it, nor anything else that a machine could see differently. */
export function roundInput(program: { id: ProgramId; settings: ProgramSettings }, plan: RoundPlan, people: readonly Participant[], never: [string, string][], history: HistoryJson, { zones }: Pick<Writing, "zones">): StoredInput {
  const { kind, teams, bridge, size, rules, goals } = program.settings;
  const maskOf = weekMasks(mondayOf(plan.at), { zone: (name) => memberZone(zones, name) });
  const masks: number[][] = [];
  const numbers = new Map<string, number>();
  const hoursOf = ({ calendar, busy }: Participant) => {
    const mask = [...maskOf(calendar, busy)];
    const key = mask.join();
    if (!numbers.has(key)) numbers.set(key, masks.push(mask) - 1);
    return numbers.get(key)!;
  };
  const compiled: Rule[] = [
    ...(never.length > 0 ? [{ kind: "never" as const, pairs: never }] : []),
    ...(kind === "bridge" && bridge ? [{ kind: "bridge" as const, one: "mentor", many: "mentee", capacity: bridge.menteesPerMentor }] : []),
    ...(rules.minOverlapMinutes > 0 ? [{ kind: "overlap" as const, minutes: rules.minOverlapMinutes }] : []),
    ...(kind === "cross_team" ? [{ kind: "differ" as const, attribute: "team" }] : []),
  ];
  const relax = compiled.flatMap((rule) => (rule.kind === "overlap" ? ["overlap" as const] : rule.kind === "differ" ? [`differ:${rule.attribute}` as const] : []));
  return {
    version: "pairing/1",
    seed: `${program.id}/${plan.number}/${plan.draw}`,
    round: plan.number,
    size,
    rules: compiled,
    goals: [...new Set(goals)].flatMap((goal): Goal[] => (goal === "mix" ? (teams.length > 0 ? [{ kind: goal, attributes: ["team"] }] : []) : [{ kind: goal }])),
    infeasible: rules.infeasible === "relax" && relax.length > 0 ? { relax } : "unplaced",
    people: people.map((person) => {
      const out = outOf(person, plan, zones);
      return {
        id: person.id,
        ...(out && { out }),
        ...(person.side && { cohort: person.side }),
        ...(person.teamId && { attributes: { team: person.teamId } }),
        newcomer: isNew(person.joinedAt, plan.at),
        hours: hoursOf(person),
        burden: person.burden,
      };
    }),
    masks,
    history,
  };
}

/** As the planner takes it. */
export function toRoundInput({ people, masks, history, ...settings }: StoredInput): RoundInput {
  const made = masks.map((words) => Uint32Array.from(words));
  return { ...settings, people: people.map(({ hours, ...person }) => ({ ...person, hours: made[hours]! })), history: HistoryIndex.fromJSON(history) };
}

export function isNew(joinedAt: string, at: string): boolean {
  return Date.parse(joinedAt) > Date.parse(at) - NEW_DAYS * DAY;
}

/** People meet in the week that a round begins in; what begins after Wednesday is for the week after. */
function mondayOf(instant: string): LocalDate {
  const date = instant.slice(0, 10);
  const weekday = isoWeekday(date);
  return addDays(date, weekday <= 3 ? 1 - weekday : 8 - weekday);
}

/** Why somebody would not be in a round that is drawn now. */
export function outOf({ calendar, pauses, quiet }: Participant, { at, endsAt }: RoundPlan, zones: Writing["zones"]): Person["out"] {
  const zone = memberZone(zones, calendar.timeZone);
  const today = toLocal(zone, instantFromMs(Date.parse(at))).date;
  const out = quiet === "paused" ? "paused" : isOut(pauses, today);
  if (out) return out;
  // Who is away or off all the time has nobody to meet.
  const last = toLocal(zone, instantFromMs(Date.parse(endsAt))).date;
  for (let day = today; compareDates(day, last) <= 0; day = addDays(day, 1)) if (worksOn(calendar, day)) return undefined;
  return "snoozed";
}

interface ParticipantRow {
  id: string;
  name: string;
  time_zone: string;
  working_hours: WorkingHours | null;
  off_days: string[];
  away: Away | null;
  hours: WorkingHours | null;
  joined_at: string;
  team_id: string | null;
  mentor: boolean;
  mentee: boolean;
  burden: number;
  busy: Busy[] | null;
  pause: PairingPause | null;
  everywhere: PairingPause | null;
  quiet: Participant["quiet"];
  liked_topics: string[] | null;
  avoided_topics: string[] | null;
}

/** Everybody who takes part, out or not, by id. */
export async function participantsOf(db: Queryable, workspace: string, program: { id: ProgramId; settings: ProgramSettings }): Promise<Participant[]> {
  const { teams, bridge } = program.settings;
  const inGroup = (groupId: string | undefined) => sql`exists (
    select 1 from meanwhile.group_members gm where gm.workspace = m.workspace and gm.group_id = ${groupId ?? ""} and gm.member_id = m.id)`;
  const rows = await db.query<ParticipantRow>(sql`
    select m.id, m.name, ${CALENDAR}, pp.hours, m.joined_at, pm.pause, pp.pause as everywhere, pm.quiet, pp.liked_topics, pp.avoided_topics, pb.busy,
      (select gm.group_id from meanwhile.group_members gm where gm.workspace = m.workspace and gm.member_id = m.id and gm.group_id = any(${teams}::text[])
        order by array_position(${teams}::text[], gm.group_id) limit 1) as team_id,
      ${inGroup(bridge?.mentorsId)} as mentor, ${inGroup(bridge?.menteesId)} as mentee,
      coalesce((select sum(one.burden)::int from meanwhile.pairing_people one join meanwhile.pairings g on g.workspace = one.workspace and g.id = one.pairing_id
        where one.workspace = m.workspace and one.member_id = m.id and g.program_id = p.id and not g.replaced), 0) as burden
    from meanwhile.pairing_programs p
    join meanwhile.members m on m.workspace = p.workspace
    left join meanwhile.pairing_memberships pm on pm.workspace = p.workspace and pm.program_id = p.id and pm.member_id = m.id
    left join meanwhile.pairing_preferences pp on pp.workspace = p.workspace and pp.member_id = m.id
    left join meanwhile.pairing_busy pb on pb.workspace = p.workspace and pb.program_id = p.id and pb.member_id = m.id
    where p.workspace = ${workspace} and p.id = ${program.id} and ${IN_AUDIENCE} and ${TAKES_PART}
    order by m.id collate "C"`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    calendar: { timeZone: row.time_zone, workingHours: row.hours ?? row.working_hours, offDays: row.off_days, away: row.away },
    joinedAt: row.joined_at,
    teamId: row.team_id,
    side: row.mentor ? "mentor" : row.mentee ? "mentee" : null,
    burden: row.burden,
    busy: row.busy ?? [],
    pauses: [row.pause, row.everywhere],
    quiet: row.quiet,
    likedTopics: row.liked_topics ?? [],
    avoidedTopics: row.avoided_topics ?? [],
  }));
}

/** Who is kept apart, among these, by whoever wrote it down. */
export async function neverPairs(db: Queryable, workspace: string, memberIds: readonly string[]): Promise<[string, string][]> {
  const ids = [...memberIds];
  const rows = await db.query<{ a_id: string; b_id: string }>(sql`
    select distinct a_id collate "C" as a_id, b_id collate "C" as b_id from meanwhile.pairing_never
    where workspace = ${workspace} and a_id = any(${ids}::text[]) and b_id = any(${ids}::text[]) order by 1, 2`);
  return rows.map((row) => [row.a_id, row.b_id]);
}

/** Who was put together in the rounds before this one, as they stood in the end. */
export async function historyOf(db: Queryable, workspace: string, id: ProgramId, before: number): Promise<HistoryJson> {
  const rows = await db.query<{ number: number; groups: string[][]; unplaced: { member: string; reason: string }[] }>(sql`
    select r.number, coalesce((select jsonb_agg(to_jsonb(g.member_ids) order by g.member_ids) from meanwhile.pairings g where g.workspace = r.workspace and g.round_id = r.id), '[]') as groups,
      r.result -> 'unplaced' as unplaced
    from meanwhile.pairing_rounds r
    where r.workspace = ${workspace} and r.program_id = ${id} and r.replaced_at is null and r.number < ${before}
    order by r.number`);
  return {
    rounds: rows.map(({ number, groups, unplaced }) => ({
      round: number,
      groups,
      unplaced: unplaced.filter(({ reason }) => reason !== "paused" && reason !== "snoozed").map(({ member }) => member),
    })),
  };
}
