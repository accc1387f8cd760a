import { can, type Contract, type PairingId, roundErrors, type RoundId, type ThreadId } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { sql } from "../db/sql.ts";
import { closeAmong, writeAmong } from "../threads/threads.among.ts";
import { settlePairings } from "./pairing.inbox.ts";
import { replacement } from "./pairing.words.ts";
import { ASKING, REMINDING } from "./pairings.due.ts";
import { programById, type ProgramRow } from "./programs.store.ts";
import { drawRound, keyOf } from "./rounds.draw.ts";
import { neverPairs, outOf, participantsOf, type RoundPlan, type StoredInput, toRoundInput } from "./rounds.input.ts";
import { explained, hashOf, plannedAgain, stored } from "./rounds.planner.ts";
import { findRound, inputOf, replaceRound, type RoundRow, selectRounds, toRound, toSummary } from "./rounds.store.ts";


export const roundsHandlers: Handlers<Contract["rounds"]> = {
  async list(context, { programId, cursor, limit }) {
    await programById(context.db, context.actor, programId);
    context.authorize("program.read");
    const after = readCursor<[number, number]>(cursor, "nn");
    const where = sql`r.program_id = ${programId} and ${after ? sql`(r.number, r.draw) < (${after[0]}::int, ${after[1]}::int)` : sql`true`}`;
    const page = toPage(await selectRounds(context.db, context.actor.workspace, where, limit + 1), limit, (row) => [row.number, row.draw]);
    return { ...page, data: page.data.map(toSummary) };
  },

  async get(context, { roundId }) {
    const { round, program } = await seen(context, roundId);
    context.authorize("program.read");
    return answer(context, round, program);
  },

  async redraw(context, { roundId, reason }) {
    const { db, actor, now } = context;
    const { workspace } = actor;
    const { program } = await seen(context, roundId, true);
    context.authorize("program.manage", { ownerId: program.host_id });
    const round = await findRound(db, workspace, roundId);
    if (round.replaced_at !== null) throw roundErrors.replaced("Another draw took the place of this one already. Draw that one again.");
    const before = await db.query<{ id: PairingId; thread_id: ThreadId; member_ids: string[]; settled: boolean }>(sql`
      select g.id, g.thread_id, g.member_ids, g.meeting_from is not null or exists (
        select 1 from meanwhile.pairing_people pp where pp.workspace = g.workspace and pp.pairing_id = g.id and pp.met is not null) as settled
      from meanwhile.pairings g where g.workspace = ${workspace} and g.round_id = ${roundId} order by g.id for update`);
    if (round.number !== program.rounds || Date.parse(round.ends_at) <= Date.parse(now) || before.some(({ settled }) => settled)) {
      throw roundErrors.underWay("A later round was drawn, or somebody of this one has a time or met already. Wait for the next round.");
    }
    const plan: RoundPlan = { number: round.number, draw: round.draw + 1, plannedFor: round.planned_for, at: now, endsAt: round.ends_at };
    const people = await participantsOf(db, workspace, program);
    const never = await neverPairs(db, workspace, people.map(({ id }) => id));
    await replaceRound(db, workspace, roundId, actor.id, reason, now);
    const input = drawnAgain(await inputOf(db, workspace, roundId), program, plan, people, never, context);
    const kept = new Map(before.map((pairing) => [keyOf(pairing.member_ids), pairing.id]));
    const next = await drawRound(context, program, plan, people, input, kept);
    await partWays(context, program, roundId, before, reason);
    return answer(context, await findRound(db, workspace, next), program);
  },

  async verify(context, { roundId, withInput }) {
    const { round } = await seen(context, roundId);
    context.authorize("program.read");
    // Whom somebody would not meet is in it.
    if (withInput) context.authorize("pairing.keepApart");
    const input = await inputOf(context.db, context.actor.workspace, roundId);
    const { algorithm: version, seed, input_hash: inputHash, result_hash: resultHash } = round;
    const again = plannedAgain(toRoundInput(input));
    const hashes = { input: again?.inputHash ?? "", result: again ? await hashOf(stored(again)) : "" };
    return {
      same: again !== undefined && hashes.input === inputHash && hashes.result === resultHash,
      known: again !== undefined,
      version,
      seed,
      inputHash: { kept: inputHash, now: hashes.input },
      resultHash: { kept: resultHash, now: hashes.result },
      input: withInput ? JSON.parse(JSON.stringify(input)) : null,
    };
  },

  async explain(context, { roundId, memberId, otherId }) {
    const { round, program } = await seen(context, roundId);
    const { db, actor } = context;
    context.authorize("program.manage", { ownerId: program.host_id });
    const explanation = await explained(db, actor, toRoundInput(await inputOf(db, actor.workspace, roundId)), round.result, memberId, otherId);
    if (!explanation) throw roundErrors.notInIt("Those two were not both in it.");
    return explanation;
  },
};

/** A round, and its program as the actor may see it. */
async function seen({ db, actor }: Context, id: RoundId, lock = false): Promise<{ round: RoundRow; program: ProgramRow }> {
  const round = await findRound(db, actor.workspace, id);
  return { round, program: await programById(db, actor, round.program_id, lock) };
}

function answer({ db, actor, now }: Context, round: RoundRow, program: ProgramRow) {
  const manages = can(actor, "program.manage", { ownerId: program.host_id });
  const stands = round.replaced_at === null && round.number === program.rounds && Date.parse(round.ends_at) > Date.parse(now);
  return toRound(db, actor, round, manages, manages && stands);
}

/** What a round was made from, drawn by another chance: without who left or paused since. Nobody comes in who was not in it. */
function drawnAgain(input: StoredInput, program: ProgramRow, plan: RoundPlan, people: Awaited<ReturnType<typeof participantsOf>>, never: [string, string][], { zones }: Context): StoredInput {
  const present = new Map(people.map((person) => [person.id, person]));
  const rules = (input.rules ?? []).filter((rule) => rule.kind !== "never");
  return {
    ...input,
    seed: `${program.id}/${plan.number}/${plan.draw}`,
    rules: never.length > 0 ? [{ kind: "never", pairs: never }, ...rules] : rules,
    people: input.people.flatMap((person) => {
      const now = present.get(person.id);
      if (!now) return [];
      const out = person.out ?? outOf(now, plan, zones);
      return [{ ...person, ...(out && { out }) }];
    }),
  };
}

/** Who is not together any more: their thread says why, and is closed. */
async function partWays(context: Context, program: ProgramRow, roundId: RoundId, before: readonly { id: PairingId; thread_id: ThreadId }[], reason: string): Promise<void> {
  const { db, actor: { workspace } } = context;
  const gone = await db.query<{ id: PairingId; thread_id: ThreadId }>(sql`
    update meanwhile.pairings set replaced = true, version = version + 1 where workspace = ${workspace} and round_id = ${roundId} returning id, thread_id`);
  if (gone.length === 0 || before.length === 0) return;
  const written = replacement(program.name, reason);
  await writeAmong(context, gone.map(({ thread_id: threadId }) => ({ id: context.newId("cmt"), threadId, written })));
  await closeAmong(context, gone.map((pairing) => pairing.thread_id));
  await db.query(settlePairings(workspace, gone.map(({ id }) => id)));
  await db.query(sql`
    delete from meanwhile.due where kind in (${REMINDING}, ${ASKING}) and workspace = ${workspace} and key = any(${gone.map(({ id }) => id)}::text[])`);
}
