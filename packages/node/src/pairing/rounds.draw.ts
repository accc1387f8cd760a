import { type Pairing, type PairingId, type PairingReason, type PairingTime, type ProgramId, type RoundId, stepsOf } from "@meanwhile/core";
import { planRound, proposeTimes } from "@meanwhile/core/pairing";
import { choosePrompts, defaultPrompts, type Prompt, type PromptsGiven } from "@meanwhile/core/pairing/prompts";
import { instantFromMs } from "@meanwhile/core/time";
import type { Writing } from "../calls/context.ts";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { planDue } from "../jobs/due.ts";
import { memberZone } from "../members/members.calendar.ts";
import { spaceAmong, startAmong } from "../threads/threads.among.ts";
import { deliverPairings } from "./pairing.inbox.ts";
import { namesOf, opening } from "./pairing.words.ts";
import { ASKING, REMINDING } from "./pairings.due.ts";
import type { ProgramRow } from "./programs.store.ts";
import { isNew, type Participant, type RoundPlan, type StoredInput, toRoundInput } from "./rounds.input.ts";
import { hashOf, stored, toReason } from "./rounds.planner.ts";
import { insertRound } from "./rounds.store.ts";

/** As much of a program as a round is drawn of. */
export type DrawnProgram = Pick<ProgramRow, "id" | "name" | "space_id" | "settings" | "host_id">;

/** Who is in two draws of a round alike stays together, in the thread they have. */
export type Kept = ReadonlyMap<string, PairingId>;

/** Members in any order, as a key. */
export function keyOf(memberIds: readonly string[]): string {
  return [...memberIds].sort().join("\n");
}

const TWO_WEEKS = 14 * 86_400_000;

/**
 * Draws a round: plans it, keeps all it was made from, and brings each group together in a thread of its own. All in the transaction of
 * `writing`, in a few statements whatever its size, so that it happens once, or not at all.
 */
export async function drawRound(writing: Writing, program: DrawnProgram, plan: RoundPlan, people: readonly Participant[], input: StoredInput, kept: Kept = new Map()): Promise<RoundId> {
  const { db, actor: { workspace }, now } = writing;
  const planned = planRound(toRoundInput(input));
  const groups = planned.groups.map(({ members, reasons }) => ({ members, reasons: reasons.map(toReason) }));
  const result = stored(planned);
  const id = writing.newId("rnd");
  await insertRound(db, workspace, { id, programId: program.id, plan, input, result, resultHash: await hashOf(result), audience: people.length }, now);
  const made = await makePairings(writing, program, plan, people, groups.map((group, place) => ({ ...group, place })).filter(({ members }) => !kept.has(keyOf(members))));
  await keepPairings(db, workspace, id, groups, kept);
  if (made.length > 0) {
    await startAmong(writing, made.map(({ thread }) => thread));
    await insertPairings(db, workspace, program.id, id, made, plan.endsAt, now);
    const ids = made.map((pairing) => pairing.id);
    await db.query(deliverPairings(workspace, ids, "paired", now));
    const { remindAt, askAt } = stepsOf(instantFromMs(Date.parse(now)), plan.endsAt);
    await planDue(db, REMINDING, ids.map((key) => ({ workspace, key, at: Date.parse(remindAt) })));
    await planDue(db, ASKING, ids.map((key) => ({ workspace, key, at: Date.parse(askAt) })));
  }
  for (const { id: pairingId, thread } of made) writing.emit({ type: "pairing.changed", pairingId, threadId: thread.id, spaceId: spaceAmong(thread.id), version: 1 });
  writing.emit({ type: "program.changed", programId: program.id, ...(program.space_id !== null && { spaceId: program.space_id }) });
  return id;
}

interface MadePairing {
  id: PairingId;
  place: number;
  thread: Parameters<typeof startAmong>[1][number];
  reasons: PairingReason[];
  prompts: Pairing["prompts"];
  times: PairingTime[];
  people: { id: string; timeZone: string; teamId: string | null; newcomer: boolean; burden: number }[];
}

/** What each group has: something to talk about, times, and the words that introduce them. */
async function makePairings(writing: Writing, program: DrawnProgram, plan: RoundPlan, people: readonly Participant[], groups: readonly { place: number; members: string[]; reasons: MadePairing["reasons"] }[]): Promise<MadePairing[]> {
  const { db, actor: { workspace } } = writing;
  const zones = { zone: (name: string) => memberZone(writing.zones, name) };
  const known = new Map(people.map((person) => [person.id, person]));
  const teams = await teamNames(db, workspace, program.settings.teams);
  const given = await promptsGiven(db, workspace, groups.flatMap(({ members }) => members));
  return groups.map(({ place, members, reasons }) => {
    const those = members.map((id) => known.get(id)!);
    const prompts = promptsFor(program, plan, those, given);
    const times = timesFor(program, plan, those, zones);
    const introduced = those.map((person) => ({ ...person, team: teams.get(person.teamId ?? "") ?? null, newcomer: isNew(person.joinedAt, plan.at) }));
    return {
      id: writing.newId("pair"),
      place,
      thread: {
        id: writing.newId("thr"),
        commentId: writing.newId("cmt"),
        title: `${program.name}: ${namesOf(those)}`.slice(0, 300),
        authorId: program.host_id,
        people: members,
        opening: opening(program.name, introduced, prompts, times, zones),
      },
      reasons,
      prompts,
      times,
      people: introduced.map((person) => ({
        id: person.id, timeZone: person.calendar.timeZone, teamId: person.teamId, newcomer: person.newcomer,
        burden: times[0]?.members.find(({ id }) => id === person.id)?.burden ?? 0,
      })),
    };
  });
}

function promptsFor({ id, settings }: DrawnProgram, plan: RoundPlan, people: readonly Participant[], given: ReadonlyMap<string, PromptsGiven[]>): Pairing["prompts"] {
  const { kinds, count, language, own } = settings.prompts;
  if (count === 0) return [];
  const ours: Prompt[] = own.map((text) => ({ id: `own/${text}`, kind: kinds[0] ?? "light", topic: "own", minutes: 5, groups: true, language, text }));
  const members = people.map((person) => person.id);
  const chosen = choosePrompts({
    prompts: [...ours, ...defaultPrompts],
    members,
    given: [...new Set(members.flatMap((member) => given.get(member) ?? []))],
    seed: id,
    round: plan.number,
    count,
    language,
    ...(kinds.length > 0 && { kinds }),
    liked: people.flatMap((person) => person.likedTopics),
    avoided: people.flatMap((person) => person.avoidedTopics),
  });
  return chosen.map(({ id: promptId, kind, topic, text }) => (topic === "own" ? { id: promptId, kind: null, topic: null, text } : { id: promptId, kind, topic, text }));
}

function timesFor({ settings }: DrawnProgram, { at, endsAt }: RoundPlan, people: readonly Participant[], zones: Parameters<typeof proposeTimes>[0]["zones"]): PairingTime[] {
  const to = Math.min(Date.parse(endsAt), Date.parse(at) + TWO_WEEKS);
  const times = proposeTimes({
    members: people.map(({ id, calendar, burden, busy }) => ({ id, calendar, busy, borne: burden })),
    minutes: settings.meetingMinutes,
    window: { from: instantFromMs(Date.parse(at)), to: instantFromMs(to) },
    zones,
  });
  const zoneOf = new Map(people.map(({ id, calendar }) => [id, calendar.timeZone]));
  return times.map((time) => ({ ...time, members: time.members.map((member) => ({ ...member, timeZone: zoneOf.get(member.id)! })) }));
}

async function teamNames(db: Queryable, workspace: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<{ id: string; name: string }>(sql`select id, name from meanwhile.groups where workspace = ${workspace} and id = any(${[...ids]}::text[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What these members were given to talk about before, in whichever program, by member. */
async function promptsGiven(db: Queryable, workspace: string, memberIds: readonly string[]): Promise<Map<string, PromptsGiven[]>> {
  const rows = await db.query<{ member_ids: string[]; prompt_ids: string[] }>(sql`
    select g.member_ids, array(select jsonb_array_elements(g.prompts) ->> 'id') as prompt_ids from meanwhile.pairings g
    where g.workspace = ${workspace} and g.id in (
      select pp.pairing_id from meanwhile.pairing_people pp where pp.workspace = ${workspace} and pp.member_id = any(${[...memberIds]}::text[]))`);
  const given = new Map<string, PromptsGiven[]>();
  for (const { member_ids: members, prompt_ids: promptIds } of rows) {
    const one = { members, promptIds };
    for (const member of members) given.set(member, [...(given.get(member) ?? []), one]);
  }
  return given;
}

async function insertPairings(db: Queryable, workspace: string, programId: ProgramId, roundId: RoundId, made: readonly MadePairing[], endsAt: string, now: string): Promise<void> {
  const rows = made.map(({ id, place, thread, reasons, prompts, times, people }) => ({ id, place, thread_id: thread.id, reasons, prompts, times, people, member_ids: people.map((person) => person.id) }));
  await db.query(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g (
        id text, place int, thread_id text, reasons jsonb, prompts jsonb, times jsonb, people jsonb, member_ids jsonb)),
    pairings as (
      insert into meanwhile.pairings (workspace, id, program_id, round_id, thread_id, place, member_ids, reasons, prompts, times, created_at, ends_at)
      select ${workspace}, id, ${programId}, ${roundId}, thread_id, place, array(select jsonb_array_elements_text(member_ids)), reasons, prompts, times, ${now}::timestamptz, ${endsAt}::timestamptz
      from given)
    insert into meanwhile.pairing_people (workspace, pairing_id, member_id, time_zone, team_id, newcomer, burden)
    select ${workspace}, g.id, p.id, p."timeZone", p."teamId", p.newcomer, p.burden
    from given g cross join jsonb_to_recordset(g.people) as p (id text, "timeZone" text, "teamId" text, newcomer boolean, burden int)`);
}

/** They belong to this draw from now on. */
async function keepPairings(db: Queryable, workspace: string, roundId: RoundId, groups: readonly { members: string[]; reasons: MadePairing["reasons"] }[], kept: Kept): Promise<void> {
  const rows = groups.flatMap(({ members, reasons }, place) => {
    const id: PairingId | undefined = kept.get(keyOf(members));
    return id ? [{ id, place, reasons }] : [];
  });
  if (rows.length === 0) return;
  await db.query(sql`
    update meanwhile.pairings g set round_id = ${roundId}, place = k.place, reasons = k.reasons, version = g.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as k (id text, place int, reasons jsonb)
    where g.workspace = ${workspace} and g.id = k.id`);
}

