import { type Contract, type Pairing, pairingErrors, type PairingId, sharedErrors } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { join, sql } from "../db/sql.ts";
import { planDue } from "../jobs/due.ts";
import { spaceAmong } from "../threads/threads.among.ts";
import { settlePairings, settleProgramItem } from "./pairing.inbox.ts";
import { ASKING } from "./pairings.due.ts";
import { changePairing, heardOf, lockPairing, pairingById, type PairingRow, selectPairings, toPairing, writeAnswer } from "./pairings.store.ts";
import { preferencesHandlers } from "./preferences.handlers.ts";

const MINUTE = 60_000;

export const pairingsHandlers: Handlers<Contract["pairings"]> = {
  async list(context, { programId, threadId, open, cursor, limit }) {
    context.authorize("pairing.use");
    const after = readCursor<[string]>(cursor, "s")?.[0];
    const isOpen = sql`(not g.replaced and mine.met is null and g.ends_at > ${context.now})`;
    const where = [
      ...(programId ? [sql`g.program_id = ${programId}`] : []),
      ...(threadId ? [sql`g.thread_id = ${threadId}`] : []),
      ...(open === undefined ? [] : [open ? isOpen : sql`not ${isOpen}`]),
      ...(after ? [sql`mine.pairing_id < ${after}`] : []),
    ];
    const page = toPage(await selectPairings(context.db, context.actor, join(where, " and "), limit + 1), limit, (row) => [row.id]);
    return { ...page, data: page.data.map(toPairing) };
  },

  async get(context, { pairingId }) {
    context.authorize("pairing.use");
    return toPairing(await pairingById(context.db, context.actor, pairingId));
  },

  async setMeeting(context, { pairingId, from }) {
    const { db, actor, now } = context;
    const pairing = await forUpdate(context, pairingId);
    if (from !== null && Date.parse(from) < Date.parse(now)) {
      throw sharedErrors.invalidInput("That time is over. Take one that is to come.", { details: { issues: [{ path: ["from"], message: "in the future" }] } });
    }
    if (from === pairing.meeting_from) return toPairing(pairing);
    const to = from === null ? null : Date.parse(from) + pairing.meeting_minutes * MINUTE;
    await changePairing(db, actor.workspace, pairingId, sql`
      meeting_from = ${from}, meeting_to = ${to === null ? null : new Date(to)}, meeting_by = ${from && actor.id}, sequence = sequence + 1`);
    // What it costs each of them is known of the times that were proposed.
    const chosen = pairing.times.find((time) => from !== null && Date.parse(time.from) === Date.parse(from));
    for (const { id, burden } of chosen?.members ?? []) {
      await db.query(sql`update meanwhile.pairing_people set burden = ${burden} where workspace = ${actor.workspace} and pairing_id = ${pairingId} and member_id = ${id}`);
    }
    if (to !== null) await planDue(db, ASKING, [{ workspace: actor.workspace, key: pairingId, at: to }]);
    await heardOf(db, actor.workspace, pairing.program_id, actor.id);
    return changed(context, pairing);
  },

  async answer(context, { pairingId, ...answer }) {
    const { db, actor, now } = context;
    const pairing = await forUpdate(context, pairingId);
    await writeAnswer(db, actor, pairingId, answer, now);
    await changePairing(db, actor.workspace, pairingId, sql`sequence = sequence`);
    await heardOf(db, actor.workspace, pairing.program_id, actor.id);
    await db.query(settlePairings(actor.workspace, [pairingId], actor.id));
    await db.query(settleProgramItem(actor.workspace, pairing.program_id, actor.id));
    return changed(context, pairing);
  },

  ...preferencesHandlers,
};

async function forUpdate(context: Context, id: PairingId): Promise<PairingRow> {
  await lockPairing(context.db, context.actor.workspace, id);
  const pairing = await pairingById(context.db, context.actor, id);
  context.authorize("pairing.use");
  if (pairing.replaced) throw pairingErrors.replaced("The round was drawn again, and you are not together any more.");
  return pairing;
}

async function changed(context: Context, { id, thread_id: threadId }: PairingRow): Promise<Pairing> {
  const row = await pairingById(context.db, context.actor, id);
  context.emit({ type: "pairing.changed", pairingId: id, threadId, spaceId: spaceAmong(threadId), version: row.version });
  return toPairing(row);
}
