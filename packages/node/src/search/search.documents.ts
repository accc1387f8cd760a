import { languageOf, type SearchLanguage, searchText } from "@meanwhile/core";
import type { Effects, NewDocument } from "../calls/context.ts";
import { type Sql, sql } from "../db/sql.ts";

/** What a workspace is taken to write in where a text does not say, until most of its texts do. */
const USUAL_LANGUAGE: SearchLanguage = "english";
/** Longer texts are found by their beginning: PostgreSQL keeps a megabyte of words a row. */
const LONGEST = 200_000;

/** Keeps the index in step with what a call wrote. */
export function indexing({ actor: { workspace }, documents, moved }: Pick<Effects, "documents" | "moved"> & { actor: { workspace: string } }): Sql[] {
  const last = new Map(documents.map((document) => [`${document.kind} ${document.id}`, document]));
  return [...(last.size > 0 ? [putDocuments(workspace, [...last.values()])] : []), ...(moved.length > 0 ? [moveDocuments(workspace, moved)] : [])];
}

/**
 * Puts documents in place of what was known of them, in one statement; what has neither title nor text is taken out. Where a text does not
 * say its language, it is that of most of the workspace.
 */
export function putDocuments(workspace: string, documents: readonly NewDocument[]): Sql {
  const rows = documents.map(({ kind, id, threadId, number, spaceId, authorId, at, title, text }) => {
    const whole = `${title}\n${text}`.slice(0, LONGEST).trim();
    return { kind, id, thread_id: threadId, number, space_id: spaceId, author_id: authorId, at, title, text, plain: searchText(whole), spoken: languageOf(whole) };
  });
  return sql`
    with given as materialized (
      select r.*, coalesce(r.space_id, t.space_id) as space, coalesce(r.spoken, most.language, ${USUAL_LANGUAGE}) as language
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (
        kind text, id text, thread_id text, number int, space_id text, author_id text, at timestamptz, title text, text text, plain text, spoken text)
      left join meanwhile.threads t on t.workspace = ${workspace} and t.id = r.thread_id
      left join lateral (
        select s.language from meanwhile.search_statistics s
        where s.workspace = ${workspace} and s.documents > 0 order by s.documents desc limit 1) most on r.spoken is null),
    before as materialized (
      select d.kind, d.id, d.language, d.words from given g join meanwhile.documents d on d.workspace = ${workspace} and d.kind = g.kind and d.id = g.id),
    gone as (
      delete from meanwhile.documents d using given g where g.plain = '' and d.workspace = ${workspace} and d.kind = g.kind and d.id = g.id),
    put as (
      insert into meanwhile.documents as d (workspace, kind, id, space_id, thread_id, number, author_id, at, title, text, language, words, length)
      select ${workspace}, kind, id, space, thread_id, number, author_id, at, title, text, language, v.words,
        (select coalesce(sum(cardinality(positions)), 0) from unnest(v.words))
      from given cross join lateral (select to_tsvector(language::regconfig, plain) as words offset 0) v
      where plain <> '' and space is not null
      on conflict (workspace, kind, id) do update set
        space_id = excluded.space_id, thread_id = excluded.thread_id, number = excluded.number, author_id = excluded.author_id, at = excluded.at,
        title = excluded.title, text = excluded.text, language = excluded.language, words = excluded.words, length = excluded.length),
    spoken as (
      insert into meanwhile.search_statistics (workspace, language)
      select distinct ${workspace}, language from given g
      where plain <> '' and not exists (select 1 from meanwhile.search_statistics s where s.workspace = ${workspace} and s.language = g.language)
      on conflict do nothing)
    insert into meanwhile.search_changes (workspace, kind, id, language, words)
    select ${workspace}, g.kind, g.id, b.language, b.words from given g left join before b using (kind, id)
    where g.plain <> '' or b.id is not null
    on conflict do nothing`;
}

/** What belongs to a thread is where the thread is. */
function moveDocuments(workspace: string, threadIds: readonly string[]): Sql {
  return sql`
    update meanwhile.documents d set space_id = t.space_id from meanwhile.threads t
    where t.workspace = ${workspace} and t.id = any(${threadIds}::text[])
      and d.workspace = ${workspace} and d.thread_id = any(${threadIds}::text[]) and d.thread_id = t.id and d.space_id <> t.space_id`;
}
