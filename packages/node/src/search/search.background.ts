import type { Db, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { defineDue, type DueDefinition } from "../jobs/index.ts";
import { counting } from "./search.count.ts";
import { indexBatch, type IndexPlace, workspaceAfter } from "./search.reindex.ts";
import type { SearchSource } from "./search.sources.ts";

const MINUTE = 60_000;
/** Of 500 documents each; the rest waits for the next minute, so that a large database is not at it for hours in one transaction. */
const BATCHES = 10;

/** What search does by itself: counts words, and indexes what was written before there was an index. */
export function searchBackground(means: { db: Db }, sources: readonly SearchSource[]): { due: DueDefinition[] } {
  return { due: [counting(means), indexing(sources) as DueDefinition] };
}

/** Its place is kept in its own row, with the batches it says are done. */
function indexing(sources: readonly SearchSource[]): DueDefinition<IndexPlace | null> {
  return defineDue<IndexPlace | null>({
    kind: "search.index",
    duty: true,
    async run(tx, { workspace: of, key, payload }, now) {
      // Asked at every start, and nearly always there is nothing to do.
      if (payload === null && !(await isBare(tx))) return null;
      let place: IndexPlace = { workspace: "", kind: sources.length, after: "", ...payload };
      for (let batches = 0; batches < BATCHES; batches++) {
        const { next } = await indexBatch(tx, sources, place);
        if (next) place = next;
        else {
          const workspace = await workspaceAfter(tx, place.workspace);
          if (workspace === undefined) return null;
          place = { workspace, kind: 0, after: "" };
        }
      }
      await tx.query(sql`update meanwhile.due set payload = ${JSON.stringify(place)}::text::jsonb where kind = 'search.index' and workspace = ${of} and key = ${key}`);
      return now + MINUTE;
    },
  });
}

/** There are threads, and not one is indexed: the index is newer than they are. */
async function isBare(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ bare: boolean }>(sql`select exists (select 1 from meanwhile.threads) and not exists (select 1 from meanwhile.documents) as bare`);
  return row!.bare;
}
