import type { Actor } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { literal, type Sql, sql } from "../db/sql.ts";
import { visibleSpace } from "../permissions/spaces.ts";

/** A row found, with what a hit shows. */
export interface FoundRow {
  kind: string;
  id: string;
  thread_id: string | null;
  number: number | null;
  at: string;
  language: string;
  title: string;
  text: string;
  space_id: string;
  space_kind: "channel" | "subject" | "people";
  space_name: string;
  archived: boolean;
  subject_type: string | null;
  subject_id: string | null;
  author_id: string | null;
  author_name: string | null;
  author_avatar_url: string | null;
  closed: boolean;
  total: number;
  channels: { id: string; name: string; count: number }[] | null;
  kinds: { kind: string; count: number }[] | null;
}

/** What to look for, how it is ranked, and which part of it is wanted. */
export interface Search {
  /** A `tsquery` that documents must match; `null` where filters alone choose. */
  match: string | null;
  /** Stems and what each is worth, for ranking; none: newest first. */
  weights: ReadonlyMap<string, number>;
  /** Mean length of documents. */
  length: number;
  where: Sql;
  /** The workspace has most of all documents, and picking its own out of the index would cost more than it saves. */
  dominant: boolean;
  /** Too many match for each to be looked at: only the newest are ranked. */
  newest: boolean;
  /** Nothing newer, ISO 8601: pages of one search are of one moment. */
  asOf: string;
  offset: number;
  limit: number;
  /** With how many are where. */
  counts: boolean;
}

/** Ranked in the second stage, and so many are found at the most. */
const CANDIDATES = 300;
/** Counted to; where more match, the count says that there are more. */
export const COUNTED = 1_000;
/** Of what nearly every document has; to find more of them, more of all have to be looked at. */
const NEWEST = 100;
/** Looked at in the first stage. What matches more than this is known to beforehand, mostly, and ranked among the newest alone. */
const EXAMINED = 20_000;
const TEXT_READ = 20_000;

/**
 * Best first, in one statement: of what matches and may be seen, the first stage takes the best by `ts_rank` (normalised by the logarithm of
 * the length); the second ranks those by BM25 (k1 0.9, b 0.4) with the counts of the workspace.
 *
 * S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
 */
export async function findRanked(db: Queryable, actor: Actor, search: Search): Promise<FoundRow[]> {
  const { weights, length, newest, offset, limit } = search;
  const rank = [...weights.keys()].map((lexeme) => `'${lexeme.replaceAll(/['\\]/g, "$&$&")}'`).join(" | ");
  const examined = newest
    ? sql`select d.kind, d.id, d.space_id, 0::float4 as rank from ${matching(actor, search)} order by d.at desc, d.id desc limit ${literal(NEWEST)}`
    : sql`select d.kind, d.id, d.space_id, ts_rank(d.words, ${rank}::tsquery, 1) as rank from ${matching(actor, search)} limit ${literal(EXAMINED)}`;
  return db.query<FoundRow>(sql`
    with matched as materialized (${examined}),
    weights as materialized (select * from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::float8[]) w (lexeme, weight)),
    candidates as materialized (select kind, id from matched order by rank desc, id desc limit ${literal(CANDIDATES)}),
    scored as (
      select c.kind, c.id, sum(w.weight * f.tf * 1.9 / (f.tf + 0.9 * (0.6 + 0.4 * d.length / ${Math.max(length, 1)}::float8))) as score
      from candidates c join meanwhile.documents d on d.workspace = ${actor.workspace} and d.kind = c.kind and d.id = c.id
      cross join lateral unnest(d.words) u cross join lateral (select cardinality(u.positions)::float8 as tf) f
      join weights w on w.lexeme = u.lexeme
      group by c.kind, c.id),
    page as materialized (
      select c.kind, c.id, coalesce(s.score, 0) as score from candidates c left join scored s using (kind, id)
      order by score desc, c.id desc limit ${literal(limit)} offset ${literal(offset)})
    ${shown(actor, search)} order by p.score desc, p.id desc`);
}

/** Newest first; `after` is the last (time, id) of the page before. */
export async function findNewest(db: Queryable, actor: Actor, search: Search, after: [at: string, id: string] | undefined): Promise<FoundRow[]> {
  const start = after ? sql`(d.at, d.id) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`;
  const order = sql`order by d.at desc, d.id desc`;
  const wanted = search.counts ? COUNTED + 1 : search.limit;
  return db.query<FoundRow>(sql`
    with matched as materialized (
      select d.kind, d.id, d.space_id, d.at from ${matching(actor, search)} and ${start} ${order} limit ${literal(wanted)}),
    page as materialized (select kind, id, at from matched d ${order} limit ${literal(search.limit)})
    ${shown(actor, search)} order by d.at desc, d.id desc`);
}

/** What matches and may be seen, with a WHERE that more can be added to. */
function matching(actor: Actor, { match, where, dominant, newest, asOf }: Search): Sql {
  // `is true` keeps the planner from the index of words, so that it goes by time and stops soon: nearly every document matches.
  const matches = match === null ? sql`true` : newest ? sql`(d.words @@ ${match}::tsquery) is true` : sql`d.words @@ ${match}::tsquery`;
  const own = dominant || newest || match === null ? sql`true` : sql`array[d.workspace] @> array[${actor.workspace}::text]`;
  return sql`
    meanwhile.documents d join meanwhile.spaces s on s.workspace = d.workspace and s.id = d.space_id
    where d.workspace = ${actor.workspace} and ${own} and ${matches} and ${visibleSpace(actor)} and d.at <= ${asOf}::timestamptz and ${where}`;
}

/** A page with what its hits show. */
function shown(actor: Actor, { counts }: Search): Sql {
  const where = sql`
    (select jsonb_agg(c order by c.count desc, c.name) from (
      select s.id, s.name, count(*) as count from matched m join meanwhile.spaces s on s.workspace = ${actor.workspace} and s.id = m.space_id
      where s.kind = 'channel' group by s.id, s.name order by count(*) desc, s.name limit 20) c)`;
  const kinds = sql`(select jsonb_agg(k order by k.count desc, k.kind) from (select kind, count(*) as count from matched group by kind) k)`;
  return sql`
    select d.kind, d.id, d.thread_id, d.number, d.at, d.language, coalesce(nullif(d.title, ''), t.title, '') as title, left(d.text, ${literal(TEXT_READ)}) as text,
      s.id as space_id, s.kind as space_kind, s.name as space_name, s.archived_at is not null as archived, s.subject_type, s.subject_id,
      a.id as author_id, a.name as author_name, a.avatar_url as author_avatar_url, t.closed_at is not null as closed,
      (select count(*) from matched) as total, ${counts ? where : sql`null::jsonb`} as channels, ${counts ? kinds : sql`null::jsonb`} as kinds
    from page p join meanwhile.documents d on d.workspace = ${actor.workspace} and d.kind = p.kind and d.id = p.id
    join meanwhile.spaces s on s.workspace = d.workspace and s.id = d.space_id
    left join meanwhile.threads t on t.workspace = d.workspace and t.id = d.thread_id
    left join meanwhile.members a on a.workspace = d.workspace and a.id = d.author_id`;
}
