import { type Contract, isOut, memberErrors, nextRoundAt, type Program, programErrors, type ProgramId, sharedErrors } from "@meanwhile/core";
import { instantFromMs, toLocal } from "@meanwhile/core/time";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { channelById } from "../channels/channels.store.ts";
import { literal, sql } from "../db/sql.ts";
import { findCalendar, memberZone } from "../members/members.calendar.ts";
import { settleProgramItem } from "./pairing.inbox.ts";
import {
  changeProgram, insertProgram, isInGroup, listParticipants, programById, type ProgramRow, type ProgramSettings, selectPrograms, toProgram, unknownGroups, writeMembership,
} from "./programs.store.ts";
import { readResults } from "./results.store.ts";
import { cancelRound, planRound } from "./rounds.due.ts";
import { previewRound } from "./rounds.preview.ts";

export const programsHandlers: Handlers<Contract["programs"]> = {
  async list(context, { state, cursor, limit }) {
    context.authorize("program.read");
    const after = readCursor<[string, string]>(cursor, "ss");
    const where = sql`${state ? sql`p.state = ${state}` : sql`true`} and ${after ? sql`(lower(p.name) collate "C", p.id) > (${after[0]}, ${after[1]})` : sql`true`}`;
    const rows = await selectPrograms(context.db, context.actor, where, sql`order by lower(p.name) collate "C", p.id limit ${literal(limit + 1)}`);
    const page = toPage(rows, limit, (row) => [row.name.toLowerCase(), row.id]);
    const timeZone = await zoneOf(context);
    return { ...page, data: page.data.map((row) => toProgram(context.actor, row, context.now, timeZone, context.zones)) };
  },

  async get(context, { programId }) {
    context.authorize("program.read");
    return answer(context, await programById(context.db, context.actor, programId));
  },

  async create(context, { id = context.newId("prg"), name, audience, ...settings }) {
    const { db, actor, now } = context;
    const channel = audience.kind === "channel" ? await channelById(db, actor, audience.channelId) : null;
    const joined = audience.kind === "opt_in" || (channel ? channel.me.joined : audience.kind === "group" && (await isInGroup(db, actor, audience.groupId)));
    context.authorize("program.create", { joined });
    const groupId = audience.kind === "group" ? audience.groupId : null;
    await assertComplete(context, settings, groupId ? [groupId] : []);
    const at = comesNext(context, settings);
    if (!(await insertProgram(db, actor, { id, name, spaceId: channel?.id ?? null, groupId, settings, nextRoundAt: at }, now))) {
      const known = await programById(db, actor, id);
      // A retry that outlived its idempotency key: the id says that it is the same program.
      if (known.host_id === actor.id && known.name === name) return answer(context, known);
      throw sharedErrors.conflict("There is a program with this id already. Make a new id.");
    }
    await planRound(db, actor.workspace, id, Date.parse(at));
    return changed(context, id);
  },

  async update(context, { programId, name, state, ...changes }) {
    const { db, actor } = context;
    const program = await programById(db, actor, programId, true);
    context.authorize("program.manage", { ownerId: program.host_id });
    if (program.state === "ended") throw programErrors.ended("This program has ended. Begin another one.");
    const settings = { ...program.settings, ...given(changes) };
    await assertComplete(context, settings);
    const next = state ?? program.state;
    // A round that is due and not drawn yet stays due.
    const planned = next !== "running" ? null : program.state === "running" && !changes.cadence ? program.next_round_at : comesNext(context, settings);
    await changeProgram(db, actor.workspace, programId, sql`
      name = ${name ?? program.name}, state = ${next}, settings = ${JSON.stringify(settings)}::text::jsonb, next_round_at = ${planned}`);
    if (planned === null) await cancelRound(db, actor.workspace, programId);
    else await planRound(db, actor.workspace, programId, Date.parse(planned));
    return changed(context, programId);
  },

  async setMembership(context, { programId, takesPart, pause }) {
    const { db, actor } = context;
    const program = await programById(db, actor, programId);
    context.authorize("program.join");
    if (program.state === "ended") throw programErrors.ended("This program has ended.");
    if (!program.in_audience) throw programErrors.notForYou("This program is for the members of a channel or group that you are not in.");
    await writeMembership(db, actor.workspace, programId, actor.id, takesPart, pause);
    await db.query(settleProgramItem(actor.workspace, programId, actor.id));
    context.emit({ type: "program.changed", programId, recipientId: actor.id });
    return answer(context, await programById(db, actor, programId));
  },

  async listMembers(context, { programId, cursor, limit }) {
    const program = await programById(context.db, context.actor, programId);
    context.authorize("program.manage", { ownerId: program.host_id });
    const rows = await listParticipants(context.db, context.actor.workspace, programId, readCursor<[string, string]>(cursor, "ss"), limit + 1);
    const page = toPage(rows, limit, (row) => [row.name.toLowerCase(), row.id]);
    const now = instantFromMs(Date.parse(context.now));
    return {
      ...page,
      data: page.data.map((row) => {
        const today = toLocal(memberZone(context.zones, row.time_zone), now).date;
        const out = row.quiet === "paused" ? "paused" : isOut([row.pause, row.everywhere], today);
        return { member: { id: row.id, name: row.name, avatarUrl: row.avatar_url }, pause: row.pause, quiet: row.quiet, out };
      }),
    };
  },

  async preview(context, { programId, memberId, otherId }) {
    const program = await programById(context.db, context.actor, programId);
    context.authorize("program.manage", { ownerId: program.host_id });
    return previewRound(context, program, memberId !== undefined && otherId !== undefined ? [memberId, otherId] : undefined);
  },

  async results(context, { programId, rounds }) {
    const program = await programById(context.db, context.actor, programId);
    context.authorize("program.manage", { ownerId: program.host_id });
    return readResults(context.db, context.actor.workspace, program, rounds, context.now);
  },
};

/** @throws MeanwhileError `programs/incomplete`, `programs/unknown_group`, `members/unknown_time_zone` */
async function assertComplete(context: Context, settings: ProgramSettings, groupIds: readonly string[] = []): Promise<void> {
  const { kind, teams, bridge, cadence } = settings;
  if (!context.isTimeZone(cadence.timeZone)) throw memberErrors.unknownTimeZone(`“${cadence.timeZone}” is not a zone of the IANA database. Use a name such as Europe/Lisbon.`);
  if (kind === "cross_team" && teams.length < 2) throw programErrors.incomplete("People of different teams are to meet: say in `teams` which groups are teams, at least two.");
  if (kind === "bridge" && !bridge) throw programErrors.incomplete("Two sides are to meet: say in `bridge` which groups they are.");
  if (bridge && bridge.mentorsId === bridge.menteesId) throw programErrors.incomplete("The two sides of a bridge are two groups.");
  const unknown = await unknownGroups(context.db, context.actor.workspace, [...groupIds, ...teams, ...(bridge ? [bridge.mentorsId, bridge.menteesId] : [])]);
  if (unknown.length > 0) throw programErrors.unknownGroup(`No such group: ${unknown.slice(0, 5).join(", ")}.`, { details: { groupIds: unknown } });
}

function comesNext({ now, zones }: Context, { cadence }: ProgramSettings): string {
  return nextRoundAt(cadence, instantFromMs(Date.parse(now)), memberZone(zones, cadence.timeZone));
}

/** What is left out stays as it is. */
function given(changes: { [Key in keyof ProgramSettings]?: ProgramSettings[Key] | undefined }): Partial<ProgramSettings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

async function zoneOf({ db, actor }: Context): Promise<string> {
  return (await findCalendar(db, actor.workspace, actor.id))?.timeZone ?? "UTC";
}

async function answer(context: Context, row: ProgramRow): Promise<Program> {
  return toProgram(context.actor, row, context.now, await zoneOf(context), context.zones);
}

async function changed(context: Context, id: ProgramId): Promise<Program> {
  const row = await programById(context.db, context.actor, id);
  context.emit({ type: "program.changed", programId: id, version: row.version, ...(row.space_id !== null && { spaceId: row.space_id }) });
  return answer(context, row);
}
