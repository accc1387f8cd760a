import { type Actor, type SavedSearch, type SavedSearchId, searchErrors } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";

const MOST = 100;

interface SavedRow {
  id: SavedSearchId;
  name: string;
  query: string;
  created_at: string;
  key: string;
}

/** By name; `after` is the last (name in lower case, id) of the page before. */
export async function listSaved(db: Queryable, actor: Actor, after: [key: string, id: string] | undefined, limit: number): Promise<{ key: string; saved: SavedSearch }[]> {
  const rows = await db.query<SavedRow>(sql`
    select id, name, query, created_at, lower(name) as key from meanwhile.saved_searches
    where workspace = ${actor.workspace} and member_id = ${actor.id} and ${after ? sql`(lower(name) collate "C", id) > (${after[0]}, ${after[1]})` : sql`true`}
    order by lower(name) collate "C", id limit ${limit}`);
  return rows.map((row) => ({ key: row.key, saved: toSaved(row) }));
}

/** @throws MeanwhileError `search/too_many_saved` */
export async function saveSearch(db: Queryable, actor: Actor, search: Pick<SavedSearch, "id" | "name" | "query">, now: string): Promise<SavedSearch> {
  const [row] = await db.query<SavedRow>(sql`
    insert into meanwhile.saved_searches as s (workspace, member_id, id, name, query, created_at)
    select ${actor.workspace}, ${actor.id}, ${search.id}, ${search.name}, ${search.query}, ${now}::timestamptz
    where (select count(*) from meanwhile.saved_searches k where k.workspace = ${actor.workspace} and k.member_id = ${actor.id} and k.id <> ${search.id}) < ${MOST}
    on conflict (workspace, member_id, id) do update set name = excluded.name, query = excluded.query
    returning id, name, query, created_at`);
  if (!row) throw searchErrors.tooManySaved(`There are ${MOST} kept searches already. Remove one that you no longer need.`);
  return toSaved(row);
}

export async function removeSaved(db: Queryable, actor: Actor, id: string): Promise<void> {
  await db.query(sql`delete from meanwhile.saved_searches where workspace = ${actor.workspace} and member_id = ${actor.id} and id = ${id}`);
}

function toSaved({ id, name, query, created_at: createdAt }: SavedRow): SavedSearch {
  return { id, name, query, createdAt };
}
