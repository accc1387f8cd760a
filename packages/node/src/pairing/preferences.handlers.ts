import { type Actor, can, type Contract, type PairingPreferences, sharedErrors } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import type { Queryable } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";
import { memberRefs, requireMembers } from "../members/members.store.ts";

type Calls = Pick<Handlers<Contract["pairings"]>, "getPreferences" | "setPreferences" | "listNever" | "setNever">;

/** What members want of every program, and whom they and owners keep apart. */
export const preferencesHandlers: Calls = {
  async getPreferences(context) {
    context.authorize("pairing.use");
    return preferencesOf(context.db, context.actor);
  },

  async setPreferences(context, changes) {
    const { db, actor } = context;
    context.authorize("pairing.use");
    const before = await preferencesOf(db, actor);
    const { hours = before.hours, likedTopics = before.likedTopics, avoidedTopics = before.avoidedTopics, pause = before.pause } = changes;
    await db.query(sql`
      insert into meanwhile.pairing_preferences (workspace, member_id, hours, liked_topics, avoided_topics, pause)
      values (${actor.workspace}, ${actor.id}, ${hours && JSON.stringify(hours)}::text::jsonb, ${likedTopics}::text[], ${avoidedTopics}::text[], ${pause && JSON.stringify(pause)}::text::jsonb)
      on conflict (workspace, member_id) do update set
        hours = excluded.hours, liked_topics = excluded.liked_topics, avoided_topics = excluded.avoided_topics, pause = excluded.pause`);
    context.emit({ type: "pairing.changed", recipientId: actor.id });
    return { hours, likedTopics, avoidedTopics, pause };
  },

  async listNever(context, { cursor, limit }) {
    const { db, actor } = context;
    context.authorize("pairing.use");
    const after = readCursor<[string, string, string]>(cursor, "sss");
    const rows = await db.query<{ a_id: string; b_id: string; reason: string | null; noted_at: string; noted_by: string }>(sql`
      select a_id, b_id, reason, noted_at, noted_by from meanwhile.pairing_never
      where workspace = ${actor.workspace} and ${seesAll(actor) ? sql`true` : sql`noted_by = ${actor.id}`}
        and ${after ? sql`(a_id collate "C", b_id collate "C", noted_by collate "C") > (${after[0]}, ${after[1]}, ${after[2]})` : sql`true`}
      order by a_id collate "C", b_id collate "C", noted_by collate "C" limit ${literal(limit + 1)}`);
    const page = toPage(rows, limit, (row) => [row.a_id, row.b_id, row.noted_by]);
    const refs = await memberRefs(db, actor.workspace, page.data.flatMap((row) => [row.a_id, row.b_id]));
    return { ...page, data: page.data.map((row) => ({ members: [refs.get(row.a_id)!, refs.get(row.b_id)!], reason: row.reason, noted: { at: row.noted_at, by: row.noted_by } })) };
  },

  async setNever(context, { memberIds, never, reason }) {
    const { db, actor } = context;
    // For a pair of their own they are the one concerned; for others an owner has to say it.
    context.authorize("pairing.keepApart", memberIds.includes(actor.id) ? { ownerId: actor.id } : {});
    const [a, b] = [...memberIds].sort();
    if (a === undefined || b === undefined || a === b) throw sharedErrors.invalidInput("Two different members are kept apart.", { details: { issues: [{ path: ["memberIds"], message: "two different ones" }] } });
    await requireMembers(db, actor, never ? [a, b] : []);
    await db.query(
      never
        ? sql`
          insert into meanwhile.pairing_never (workspace, a_id, b_id, reason, noted_at, noted_by) values (${actor.workspace}, ${a}, ${b}, ${reason}, ${context.now}, ${actor.id})
          on conflict (workspace, a_id, b_id, noted_by) do update set reason = excluded.reason`
        : sql`
          delete from meanwhile.pairing_never
          where workspace = ${actor.workspace} and a_id = ${a} and b_id = ${b} and ${seesAll(actor) ? sql`true` : sql`noted_by = ${actor.id}`}`,
    );
  },
};

/** All that was written down, by whomever. */
function seesAll(actor: Actor): boolean {
  return can(actor, "pairing.keepApart");
}

async function preferencesOf(db: Queryable, actor: Actor): Promise<PairingPreferences> {
  const [row] = await db.query<{ hours: PairingPreferences["hours"]; liked_topics: string[]; avoided_topics: string[]; pause: PairingPreferences["pause"] }>(sql`
    select hours, liked_topics, avoided_topics, pause from meanwhile.pairing_preferences where workspace = ${actor.workspace} and member_id = ${actor.id}`);
  return { hours: row?.hours ?? null, likedTopics: row?.liked_topics ?? [], avoidedTopics: row?.avoided_topics ?? [], pause: row?.pause ?? null };
}
