import type { ProgramId } from "@meanwhile/core";
import type { DueTask, Writing } from "../calls/context.ts";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { cancelDue, planDue } from "../jobs/due.ts";
import { BEFORE, CALENDARS } from "./pairing.calendars.ts";
import { changeProgram, lockProgram } from "./programs.store.ts";
import { drawRound } from "./rounds.draw.ts";
import { historyOf, neverPairs, participantsOf, roundInput, type RoundPlan } from "./rounds.input.ts";
import { endOf } from "./rounds.preview.ts";
import { countSilence } from "./rounds.silence.ts";

/** The kind of due row by which a program's next round is drawn. Its key is the program's id. */
const ROUND = "pairing.round";

const MINUTE = 60_000;

/** Plans the drawing of a program's next round, and before it the reading of calendars. */
export async function planRound(db: Queryable, workspace: string, id: ProgramId, at: number): Promise<void> {
  await planDue(db, ROUND, [{ workspace, key: id, at }]);
  await planDue(db, CALENDARS, [{ workspace, key: id, at: at - BEFORE }]);
}

/** Where a program is paused or over. */
export async function cancelRound(db: Queryable, workspace: string, id: ProgramId): Promise<void> {
  await cancelDue(db, ROUND, { workspace, key: id });
  await cancelDue(db, CALENDARS, { workspace, key: id });
}

/**
 * A round is due. It is drawn once, in the transaction that says when the next one is, however many servers look; after downtime there is one
 * round, for now, and the others are gone.
 */
export const drawRounds: DueTask = {
  kind: ROUND,
  async run(writing, { workspace, key }, now) {
    const id = key as ProgramId;
    const program = await lockProgram(writing.db, workspace, id);
    if (program === "held") return now + MINUTE;
    if (!program || program.state !== "running" || program.next_round_at === null) return null;
    const plannedFor = program.next_round_at;
    if (Date.parse(plannedFor) > now) return Date.parse(plannedFor);
    const plan: RoundPlan = { number: program.rounds + 1, draw: 1, plannedFor, at: writing.now, endsAt: endOf(program, writing.now, writing) };
    if (program.rounds > 0) await countSilence(writing, program, program.rounds);
    const people = program.archived ? [] : await participantsOf(writing.db, workspace, program);
    if (people.length > 0) {
      const never = await neverPairs(writing.db, workspace, people.map((person) => person.id));
      const input = roundInput(program, plan, people, never, await historyOf(writing.db, workspace, id, plan.number), writing);
      await drawRound(writing, program, plan, people, input);
      await endShortPauses(writing, id, people.map((person) => person.id));
    }
    const drawn = people.length > 0 ? plan.number : program.rounds;
    await changeProgram(writing.db, workspace, id, sql`next_round_at = ${plan.endsAt}, rounds = ${drawn}`);
    const next = Date.parse(plan.endsAt);
    await planDue(writing.db, CALENDARS, [{ workspace, key: id, at: next - BEFORE }]);
    return next;
  },
};

/** The round that somebody wanted to sit out has come. */
async function endShortPauses({ db, actor: { workspace } }: Writing, id: ProgramId, memberIds: readonly string[]): Promise<void> {
  await db.query(sql`
    update meanwhile.pairing_memberships set pause = null where workspace = ${workspace} and program_id = ${id} and pause ->> 'kind' = 'next'`);
  await db.query(sql`
    update meanwhile.pairing_preferences set pause = null where workspace = ${workspace} and member_id = any(${[...memberIds]}::text[]) and pause ->> 'kind' = 'next'`);
}
