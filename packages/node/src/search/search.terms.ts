import { type Excluded, type SearchQuery, searchText } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, sql } from "../db/sql.ts";
import { countChanges } from "./search.count.ts";

/** A word of the query, as the index knows it. */
export interface Term {
  /** Where it stands among the query's words. */
  index: number;
  /** What a document must hold for it, as a `tsquery`; it is empty for a word too little to look for. */
  match: string;
  /** Its stems, and in how many documents each is; a stem that is in none may be newer than the last count. */
  lexemes: Map<string, number>;
  /** In how many documents of the workspace it is, at most. */
  documents: number;
  /** What words begin with that also count for it. */
  prefix: string | null;
}

export interface Terms {
  /** Documents of the workspace, and their mean length. */
  documents: number;
  length: number;
  /** The workspace has most of the documents that there are, so that its own need no picking out. */
  dominant: boolean;
  terms: Term[];
  /** `tsquery`s that must, and that must not hold. */
  phrases: string[];
  excluded: string[];
}

/** More are not looked for. */
const MOST_TERMS = 100;
/** A prefix of fewer letters stands for too much; scripts that need no more than two letters for a word may have shorter ones. */
const SHORTEST_PREFIX = 3;
const PENDING = 2_000;

interface Row {
  documents: number;
  length: number;
  all_documents: number;
  pending: number;
  languages: string[];
  lexemes: { n: number; language: string; lexeme: string; documents: number }[];
  phrases: { n: number; query: string }[];
  prefixed: number;
  stems: { word: string; documents: number }[];
}

/** A query's words in all the languages of a workspace, with what ranking needs to know of them, in one statement. */
export async function readTerms(db: Queryable, workspace: string, query: SearchQuery): Promise<Terms> {
  const words = query.words.slice(0, MOST_TERMS).map(searchText);
  const texts = [...query.phrases.map((text) => ({ text, phrase: true })), ...query.excluded].map(({ text, phrase }) => ({ text: searchText(text), phrase }));
  const prefix = query.lastWordIsPrefix && words.length > 0 ? prefixOf(query.words.at(-1)!) : null;
  const row = await read(db, workspace, words, texts, prefix);
  // What was written since the last count is little, but for a new workspace and after an import.
  if (row.pending > row.documents / 10) {
    await countChanges(db, workspace, PENDING);
    return toTerms(query, await read(db, workspace, words, texts, prefix), prefix);
  }
  return toTerms(query, row, prefix);
}

async function read(db: Queryable, workspace: string, words: string[], texts: Excluded[], prefix: string | null): Promise<Row> {
  const [row] = await db.query<Row>(sql`
    with spoken as materialized (select language, documents, length from meanwhile.search_statistics where workspace = ${workspace}),
    languages as materialized (select language from spoken union select 'english' where not exists (select 1 from spoken)),
    lexemes as materialized (
      select a.n, l.language, u.lexeme from unnest(${words}::text[]) with ordinality a (word, n)
      cross join languages l cross join lateral unnest(to_tsvector(l.language::regconfig, a.word)) u),
    phrases as materialized (
      select distinct a.n, q.query::text as query from unnest(${texts.map(({ text }) => text)}::text[], ${texts.map(({ phrase }) => phrase)}::bool[]) with ordinality a (text, phrase, n)
      cross join languages l
      cross join lateral (select case when a.phrase then phraseto_tsquery(l.language::regconfig, a.text) else plainto_tsquery(l.language::regconfig, a.text) end as query) q
      where numnode(q.query) > 0)
    select coalesce((select sum(documents) from spoken), 0) as documents, coalesce((select sum(length) from spoken), 0) as length,
      (select reltuples from pg_class where oid = 'meanwhile.documents'::regclass) as all_documents,
      (select count(*) from (select 1 from meanwhile.search_changes where workspace = ${workspace} limit ${literal(PENDING)}) c) as pending,
      (select array_agg(language) from languages) as languages,
      coalesce((select jsonb_agg(jsonb_build_object('n', l.n, 'language', l.language, 'lexeme', l.lexeme, 'documents', coalesce(w.documents, 0)))
        from lexemes l left join meanwhile.search_words w on w.workspace = ${workspace} and w.word = l.lexeme), '[]') as lexemes,
      coalesce((select jsonb_agg(phrases) from phrases), '[]') as phrases,
      ${prefix === null ? sql`0` : sql`coalesce((select sum(documents) from (
        select documents from meanwhile.search_words where workspace = ${workspace} and word >= ${prefix} and word < ${afterPrefix(prefix)} limit 2000) p), 0)`} as prefixed,
      ${prefix === null ? sql`'[]'::jsonb` : sql`coalesce((select jsonb_agg(jsonb_build_object('word', word, 'documents', documents))
        from meanwhile.search_words where workspace = ${workspace} and word = any(${beginningsOf(prefix)}::text[])), '[]')`} as stems`);
  return row!;
}

function toTerms(query: SearchQuery, row: Row, prefix: string | null): Terms {
  const terms = query.words.slice(0, MOST_TERMS).map((_, index): Term => {
    const own = row.lexemes.filter(({ n }) => n === index + 1);
    const alternatives = new Set<string>();
    let documents = 0;
    for (const language of row.languages) {
      const all = own.filter((one) => one.language === language);
      // Where one language has it among its little words, a text in that language does not have it in the index.
      if (all.length === 0) return { index, match: "", lexemes: lexemesOf(own), documents: row.documents, prefix: null };
      const match = all.map(({ lexeme }) => literalOf(lexeme)).sort().join(" & ");
      if (!alternatives.has(match)) documents += Math.min(...all.map((one) => one.documents));
      alternatives.add(match);
    }
    return { index, match: group([...alternatives].map((one) => (one.includes(" & ") ? group([one]) : one)), " | "), lexemes: lexemesOf(own), documents, prefix: null };
  });
  const last = terms.at(-1);
  if (last && prefix !== null && last.match !== "") complete(last, row, prefix);
  const parts = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => row.phrases.filter(({ n }) => n === from + i + 1).map((phrase) => phrase.query)).flatMap((queries) => (queries.length > 0 ? [group(queries.map((one) => group([one])), " | ")] : []));
  const { length: phrases } = query.phrases;
  return {
    documents: row.documents,
    length: row.documents > 0 ? row.length / row.documents : 0,
    dominant: row.documents > row.all_documents / 2,
    terms,
    phrases: parts(0, phrases),
    excluded: parts(phrases, phrases + query.excluded.length),
  };
}

/** The last word may go on: words that begin like it count too, and where it is none yet, the stems that it goes on from ("decisio" from "decis"). */
function complete(term: Term, row: Row, prefix: string): void {
  const known = [...term.lexemes.values()].some((documents) => documents > 0);
  const stems = known ? [] : row.stems;
  for (const { word, documents } of stems) {
    term.lexemes.set(word, documents);
    term.documents += documents;
  }
  term.prefix = prefix;
  term.documents += row.prefixed;
  term.match = group([term.match, `${literalOf(prefix)}:*`, ...stems.map(({ word }) => literalOf(word))], " | ");
}

function lexemesOf(rows: Row["lexemes"]): Map<string, number> {
  return new Map(rows.map(({ lexeme, documents }) => [lexeme, documents]));
}

/** The last of the words that the last typed one is, where it is long enough to stand for more. */
function prefixOf(typed: string): string | null {
  const last = searchText(typed).toLowerCase().trim().split(/\s+/u).at(-1)!;
  const shortest = /^[\u0020-\u024f]*$/.test(last) ? SHORTEST_PREFIX : 1;
  return [...last].length >= shortest && /^[\p{L}\p{N}\p{M}]+$/u.test(last) ? last : null;
}

/** Stems that a word may have of which the last letters are missing. */
function beginningsOf(word: string): string[] {
  const characters = [...word];
  const shortest = Math.max(3, characters.length - 4);
  return Array.from({ length: Math.max(0, characters.length - shortest) }, (_, i) => characters.slice(0, shortest + i).join(""));
}

/** The first text, byte by byte, that does not begin with the prefix. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

export function literalOf(lexeme: string): string {
  return `'${lexeme.replaceAll(/['\\]/g, "$&$&")}'`;
}

export function group(parts: readonly string[], operator = " | "): string {
  return parts.length === 1 && !/ [|&] |<->/.test(parts[0]!) ? parts[0]! : `(${parts.join(operator)})`;
}
