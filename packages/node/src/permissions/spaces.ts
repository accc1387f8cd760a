import type { Actor } from "@meanwhile/core";
import { type Sql, sql } from "../db/sql.ts";

/**
 * May the actor see this space? The one predicate behind every list, count, event and, later, search and digest. A query that uses it
 * has `meanwhile.spaces` under the alias `s`: a public space is open to everybody but guests, any other to those let in by name.
 */
export function visibleSpace(actor: Actor): Sql {
  const named = sql`exists (
    select 1 from meanwhile.space_members sm
    where sm.workspace = s.workspace and sm.space_id = s.id and sm.member_id = ${actor.id})`;
  return actor.role === "guest" ? sql`(s.workspace = ${actor.workspace} and ${named})` : sql`(s.workspace = ${actor.workspace} and (s.visibility = 'public' or ${named}))`;
}

/**
 * May this member (alias `m`) see this space (alias `s`)? The same rule as {@link visibleSpace}, asked of many at once. The `offset` keeps
 * PostgreSQL from reading the members of all spaces to answer it.
 */
export const SEES_SPACE: Sql = sql`(m.deactivated_at is null and (s.visibility = 'public' and m.role <> 'guest' or exists (
  select 1 from meanwhile.space_members sm
  where sm.workspace = s.workspace and sm.space_id = s.id and sm.member_id = m.id offset 0)))`;

/** May the actor see this member (alias `m`)? Guests see themselves and those who share a space with them. */
export function visibleMember(actor: Actor): Sql {
  if (actor.role !== "guest") return sql`m.workspace = ${actor.workspace}`;
  return sql`m.workspace = ${actor.workspace} and (m.id = ${actor.id} or exists (
    select 1 from meanwhile.space_members mine
    join meanwhile.space_members theirs on theirs.workspace = mine.workspace and theirs.space_id = mine.space_id
    where mine.workspace = m.workspace and mine.member_id = ${actor.id} and theirs.member_id = m.id))`;
}
