import type { Db, Queryable, Tx } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import { putDocuments } from "./search.documents.ts";
import type { SearchSource } from "./search.sources.ts";

/** How far an index is made: everything of earlier workspaces and kinds, and of this kind up to this id. */
export interface IndexPlace {
  workspace: string;
  kind: number;
  after: string;
}

export interface ReindexOptions {
  sources: readonly SearchSource[];
  /** All of them unless told. */
  workspace?: string | undefined;
  onProgress?: ((progress: { workspace: string; documents: number }) => void) | undefined;
}

const BATCH = 500;

/**
 * Makes the index and its counts anew, from what everything was made of, while searches and writes go on; a batch is a transaction. Cut off
 * anywhere, it is begun anew without harm.
 *
 * @returns how many documents it read
 */
export async function reindex(db: Db, { sources, workspace: only, onProgress }: ReindexOptions): Promise<number> {
  let documents = 0;
  for (let workspace = only ?? (await workspaceAfter(db, "")); workspace !== undefined; workspace = only === undefined ? await workspaceAfter(db, workspace) : undefined) {
    let place: IndexPlace | null = { workspace, kind: 0, after: "" };
    while (place) {
      const from: IndexPlace = place;
      const step = await db.tx((tx) => indexBatch(tx, sources, from));
      documents += step.documents;
      place = step.next;
      onProgress?.({ workspace, documents });
    }
    await recount(db, workspace);
    await db.maintain();
  }
  return documents;
}

/** Makes the index of one workspace that nobody else can see yet, and its counts, in the transaction that filled it. */
export async function indexWorkspace(tx: Tx, sources: readonly SearchSource[], workspace: string): Promise<void> {
  let place: IndexPlace | null = { workspace, kind: 0, after: "" };
  while (place) place = (await indexBatch(tx, sources, place)).next;
  await recount(tx, workspace);
}

/** Indexes one batch, and takes out what stands in its place without a source. `next` is null after the last kind. */
export async function indexBatch(tx: Tx, sources: readonly SearchSource[], { workspace, kind, after }: IndexPlace): Promise<{ documents: number; next: IndexPlace | null }> {
  const source = sources[kind];
  if (!source) return { documents: 0, next: null };
  const documents = await source.read(tx, workspace, after, BATCH);
  // Whoever follows the log waits for this batch, and then writes what changed since.
  await tx.query(sql`select 1 from meanwhile.search_positions where workspace = ${workspace} for update`);
  if (documents.length > 0) await tx.query(putDocuments(workspace, documents));
  const last = documents.length < BATCH ? null : documents.at(-1)!.id;
  await tx.query(sql`
    delete from meanwhile.documents where workspace = ${workspace} and kind = ${source.kind} and id > ${after}
      and ${last === null ? sql`true` : sql`id <= ${last}`} and id <> all(${documents.map(({ id }) => id)}::text[])`);
  return { documents: documents.length, next: last === null ? { workspace, kind: kind + 1, after: "" } : { workspace, kind, after: last } };
}

export async function workspaceAfter(db: Db | Tx, workspace: string): Promise<string | undefined> {
  const [next] = await db.query<{ id: string }>(sql`select id from meanwhile.workspaces where id > ${workspace} order by id limit 1`);
  return next?.id;
}

/** Counts all words anew, in one statement and so at one moment: what is written meanwhile is counted later. */
async function recount(db: Queryable, workspace: string): Promise<void> {
  await db.query(sql`
    with counted as (delete from meanwhile.search_changes where workspace = ${workspace}),
    words as materialized (
      select u.lexeme as word, count(*) as documents from meanwhile.documents d cross join lateral unnest(d.words) u where d.workspace = ${workspace} group by 1),
    sizes as materialized (select language, count(*) as documents, sum(length) as length from meanwhile.documents where workspace = ${workspace} group by 1),
    rare as (delete from meanwhile.search_words w where w.workspace = ${workspace} and not exists (select 1 from words where words.word = w.word)),
    put as (
      insert into meanwhile.search_words (workspace, word, documents) select ${workspace}, word, documents from words order by word collate "C"
      on conflict (workspace, word) do update set documents = excluded.documents),
    unspoken as (delete from meanwhile.search_statistics s where s.workspace = ${workspace} and not exists (select 1 from sizes where sizes.language = s.language))
    insert into meanwhile.search_statistics (workspace, language, documents, length) select ${workspace}, language, documents, length from sizes
    on conflict (workspace, language) do update set documents = excluded.documents, length = excluded.length`);
}
