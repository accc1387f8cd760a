import { type Actor, type Contract, type PreferenceChoice, preferencesWith } from "@meanwhile/core";
import type { Handlers } from "../calls/context.ts";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { bitOf } from "./inbox.reasons.ts";

type InboxHandlers = Handlers<Contract["inbox"]>;

async function choicesOf(db: Queryable, actor: Actor): Promise<PreferenceChoice[]> {
  const [row] = await db.query<{ choices: PreferenceChoice[] }>(sql`
    select choices from meanwhile.inbox_preferences where workspace = ${actor.workspace} and member_id = ${actor.id}`);
  return row?.choices ?? [];
}

export const getPreferences: InboxHandlers["getPreferences"] = async (context) => {
  context.authorize("inbox.use");
  return { preferences: preferencesWith(await choicesOf(context.db, context.actor)) };
};

export const setPreferences: InboxHandlers["setPreferences"] = async (context, { set }) => {
  const { db, actor } = context;
  context.authorize("inbox.use");
  // Locked, so that two windows lose neither's choice.
  await db.query(sql`
    insert into meanwhile.inbox_preferences (workspace, member_id, choices) values (${actor.workspace}, ${actor.id}, '[]') on conflict do nothing`);
  await db.query(sql`select 1 from meanwhile.inbox_preferences where workspace = ${actor.workspace} and member_id = ${actor.id} for update`);
  const named = new Map([...(await choicesOf(db, actor)), ...set].map((choice) => [`${choice.reason} ${choice.via}`, choice]));
  const choices = [...named.values()];
  const hidden = choices.filter(({ via, on }) => via === "in_app" && !on).reduce((bits, { reason }) => bits | bitOf(reason), 0);
  await db.query(sql`
    update meanwhile.inbox_preferences set choices = ${JSON.stringify(choices)}::text::jsonb, hidden = ${hidden}
    where workspace = ${actor.workspace} and member_id = ${actor.id}`);
  context.emit({ type: "inbox.changed", recipientId: actor.id });
  return { preferences: preferencesWith(choices) };
};
