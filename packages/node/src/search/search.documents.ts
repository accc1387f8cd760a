import { languageOf, type SearchLanguage, searchText } from "@meanwhile/core";
import type { NewDocument } from "../calls/context.ts";
import { type Sql, sql } from "../db/sql.ts";

/** What a workspace is taken to write in where a text does not say, until most of its texts do. */
const USUAL_LANGUAGE: SearchLanguage = "english";
/** Longer texts are found by their beginning: PostgreSQL keeps a megabyte of words a row. */
const LONGEST = 200_000;

/** Where in the log those stand that were read, and where they are read up to. */
export interface Step {
  from: number;
  to: number;
}

/**
 * Puts documents in place of what was known of them, in one statement; what has neither title nor text is taken out. Where a text does not
 * say its language, it is that of most of the workspace.
 *
 * @param step moves the position in the log as well, leaves alone what says the same as before, and does nothing where the position is
 * another by now. Without it everything is written.
 */
export function putDocuments(workspace: string, documents: readonly NewDocument[], step?: Step): Sql {
  const last = new Map(documents.map((document) => [`${document.kind} ${document.id}`, document]));
  const rows = [...last.values()].map(({ kind, id, threadId, number, spaceId, authorId, at, title, text }) => {
    const whole = `${title}\n${text}`.slice(0, LONGEST).trim();
    return { kind, id, thread_id: threadId, number, space_id: spaceId, author_id: authorId, at, title, text, plain: searchText(whole), spoken: languageOf(whole) };
  });
  return sql`
    with ${step ? movingOn(workspace, step) : sql``}
    given as materialized (
      select r.*, coalesce(r.space_id, t.space_id) as space, coalesce(r.spoken, most.language, ${USUAL_LANGUAGE}) as language,
        b.id is not null as known, b.language as language_before, b.words as words_before
      from ${step ? sql`moved cross join` : sql``} jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (
        kind text, id text, thread_id text, number int, space_id text, author_id text, at timestamptz, title text, text text, plain text, spoken text)
      left join lateral (select t.space_id from meanwhile.threads t where t.workspace = ${workspace} and t.id = r.thread_id offset 0) t on true
      left join lateral (select d.* from meanwhile.documents d where d.workspace = ${workspace} and d.kind = r.kind and d.id = r.id offset 0) b on true
      left join (
        select s.language from meanwhile.search_statistics s
        where s.workspace = ${workspace} and s.documents > 0 order by s.documents desc limit 1) most on r.spoken is null
      where ${step ? sql`b.id is null or (b.title, b.text, b.space_id, b.number, b.at) is distinct from (r.title, r.text, coalesce(r.space_id, t.space_id), r.number, r.at)` : sql`true`}),
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
    select ${workspace}, kind, id, language_before, words_before from given where plain <> '' or known
    on conflict do nothing`;
}

/** One row where the position was still where those read from who now move it on; nothing otherwise. Held until the commit. */
function movingOn(workspace: string, { from, to }: Step): Sql {
  return sql`
    moved as (
      insert into meanwhile.search_positions as p (workspace, seq) values (${workspace}, ${to}::bigint)
      on conflict (workspace) do update set seq = excluded.seq where p.seq = ${from}::bigint returning 1),`;
}

/** What belongs to a thread is where the thread is. */
export function moveDocuments(workspace: string, threadIds: readonly string[]): Sql {
  return sql`
    update meanwhile.documents d set space_id = t.space_id from meanwhile.threads t
    where t.workspace = ${workspace} and t.id = any(${threadIds}::text[])
      and d.workspace = ${workspace} and d.thread_id = any(${threadIds}::text[]) and d.thread_id = t.id and d.space_id <> t.space_id`;
}
