import type { Db, Queryable } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";
import { defineDue, type DueDefinition } from "../jobs/index.ts";

const MINUTE = 60_000;
const BATCH = 2_000;
/** Batches a tick; what is left then waits for the next minute. */
const BATCHES = 20;

/**
 * Counts what was written since the last time, at most a batch of it, and says how many documents that were. Two who count at once take
 * different lines, and write words in one order, so that they wait for each other and never in a circle.
 */
export async function countChanges(db: Queryable, workspace: string, batch = BATCH): Promise<number> {
  const [row] = await db.query<{ changes: number }>(sql`
    with waiting as materialized (
      select kind, id from meanwhile.search_changes where workspace = ${workspace} limit ${literal(batch)} for update skip locked),
    taken as (
      delete from meanwhile.search_changes c using waiting where c.workspace = ${workspace} and c.kind = waiting.kind and c.id = waiting.id
      returning c.kind, c.id, c.language, c.words),
    signed as materialized (
      select d.language, d.words, 1 as sign from taken join meanwhile.documents d on d.workspace = ${workspace} and d.kind = taken.kind and d.id = taken.id
      union all select language, words, -1 from taken where words is not null),
    words as (
      insert into meanwhile.search_words as w (workspace, word, documents)
      select ${workspace}, u.lexeme, sum(sign) from signed cross join lateral unnest(words) u group by u.lexeme having sum(sign) <> 0 order by u.lexeme collate "C"
      on conflict (workspace, word) do update set documents = greatest(0, w.documents + excluded.documents)),
    sizes as (
      insert into meanwhile.search_statistics as s (workspace, language, documents, length)
      select ${workspace}, language, sum(sign), sum(sign * (select coalesce(sum(cardinality(positions)), 0) from unnest(words)))
      from signed group by language order by language
      on conflict (workspace, language) do update set
        documents = greatest(0, s.documents + excluded.documents), length = greatest(0, s.length + excluded.length))
    select count(*)::int as changes from taken`);
  return row!.changes;
}

/** Counts all that is waiting, as after an import. */
export async function countAll(db: Db, workspace: string): Promise<void> {
  while ((await countChanges(db, workspace, 10_000)) > 0);
}

/** Keeps the counts that ranking goes by up to date, a minute behind. Batch by batch after the commit: no transaction holds a line for longer than one. */
export function counting({ db }: { db: Db }): DueDefinition {
  return defineDue({
    kind: "search.count",
    duty: true,
    run: async (_tx, _row, now) => now + MINUTE,
    async after() {
      for (let batches = 0; batches < BATCHES; batches++) {
        const [waiting] = await db.query<{ workspace: string }>(sql`select workspace from meanwhile.search_changes limit 1`);
        if (!waiting || (await countChanges(db, waiting.workspace)) === 0) return;
      }
    },
  });
}
