import type { InboxReason, PairingId, ProgramId } from "@meanwhile/core";
import { literal, type Sql, sql } from "../db/sql.ts";
import { putItems } from "../inbox/inbox.deliver.ts";
import { bitOf } from "../inbox/inbox.reasons.ts";

/**
 * Brings pairings to their members, in an item of its own. Whoever has its reason off in the inbox is not told.
 *
 * @param whom members (alias `pp`) of the pairing (alias `g`)
 */
export function deliverPairings(workspace: string, ids: readonly PairingId[], reason: Extract<InboxReason, "paired" | "met_asked">, now: string, whom: Sql = sql`true`): Sql {
  const bit = literal(bitOf(reason));
  return putItems(
    sql`
      select g.workspace, pp.member_id, g.id, 'pairing', g.thread_id, t.space_id, 'unread', ${bit}, null::text, 0, ${now}::timestamptz
      from meanwhile.pairings g
      join meanwhile.pairing_people pp on pp.workspace = g.workspace and pp.pairing_id = g.id
      join meanwhile.threads t on t.workspace = g.workspace and t.id = g.thread_id
      left join meanwhile.inbox_preferences hidden on hidden.workspace = g.workspace and hidden.member_id = pp.member_id
      where g.workspace = ${workspace} and g.id = any(${[...ids]}::text[]) and ~coalesce(hidden.hidden, 0) & ${bit} <> 0 and ${whom}
      order by pp.member_id, g.id`,
    { happening: "other" },
  );
}

/** Whoever answered, and whoever is no longer together, has nothing to see to. */
export function settlePairings(workspace: string, ids: readonly PairingId[], memberId?: string): Sql {
  const whose = memberId === undefined ? sql`(i.member_id, i.subject_id) in (
      select pp.member_id, pp.pairing_id from meanwhile.pairing_people pp where pp.workspace = ${workspace} and pp.pairing_id = any(${[...ids]}::text[]))` : sql`i.member_id = ${memberId} and i.subject_id = any(${[...ids]}::text[])`;
  return settle(workspace, whose);
}

/** Asks members whether they still take part, or tells them that they are paused. The item is about no thread, so it has the program's name. */
export function deliverProgram(workspace: string, id: ProgramId, name: string, memberIds: readonly string[], now: string): Sql[] {
  const bit = literal(bitOf("still_there"));
  return [
    putItems(
      sql`
        select ${workspace}, who.id, ${id}, 'program', null::text, null::text, 'unread', ${bit}, null::text, 0, ${now}::timestamptz
        from unnest(${[...memberIds]}::text[]) who (id)
        left join meanwhile.inbox_preferences hidden on hidden.workspace = ${workspace} and hidden.member_id = who.id
        where ~coalesce(hidden.hidden, 0) & ${bit} <> 0
        order by who.id`,
      { happening: "other" },
    ),
    sql`update meanwhile.inbox_items set label = ${name} where workspace = ${workspace} and member_id = any(${[...memberIds]}::text[]) and subject_id = ${id}`,
  ];
}

export function settleProgramItem(workspace: string, id: ProgramId, memberId: string): Sql {
  return settle(workspace, sql`i.member_id = ${memberId} and i.subject_id = ${id}`);
}

function settle(workspace: string, which: Sql): Sql {
  return sql`
    update meanwhile.inbox_items i set state = 'done', snooze = null, snooze_at = null, snooze_member = null, woken = null, woken_at = null, version = i.version + 1
    where i.workspace = ${workspace} and i.state <> 'done' and ${which}`;
}
