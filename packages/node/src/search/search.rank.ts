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

/** Authors, or spaces: nothing of anybody else's, or elsewhere. */
export interface Within {
  column: "author_id" | "space_id";
  ids: readonly string[];
}

/** What to look for, how it is ranked, and which part of it is wanted. */
export interface Search {
  /** A `tsquery` that documents must match; `null` where filters alone choose. */
  match: string | null;
  /** The part of `match` that the index is asked for; the rest is looked up in what it finds. */
  sought: string | null;
  /** Stems and what each is worth, for ranking; none: newest first. */
  weights: ReadonlyMap<string, number>;
  /** Mean length of documents. */
  length: number;
  where: Sql;
  /** Something by which documents are kept in order of time, where `where` asks for it. */
  within: Within | undefined;
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
 * the length); the second ranks those by BM25 (k1 0.9, b 0.4) with the counts of the workspace. Within the statement, rows are known by
 * their place in the table (`ctid`): nothing moves in its snapshot, and a place is found without an index.
 *
 * S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
 */
export async function findRanked(db: Queryable, actor: Actor, search: Search): Promise<FoundRow[]> {
  const { weights, length, newest, offset, limit } = search;
  const rank = [...weights.keys()].map((lexeme) => `'${lexeme.replaceAll(/['\\]/g, "$&$&")}'`).join(" | ");
  const examined = newest
    ? sql`select place, kind, id, space_id, 0::float4 as rank from (${byTime(actor, search, sql`true`, NEWEST)}) d`
    : sql`select d.ctid as place, d.kind, d.id, d.space_id, ts_rank(d.words, ${rank}::tsquery, 1) as rank from ${matching(actor, search)} limit ${literal(EXAMINED)}`;
  return db.query<FoundRow>(sql`
    with matched as materialized (${examined}),
    weights as materialized (select * from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::float8[]) w (lexeme, weight)),
    candidates as materialized (select place, id from matched order by rank desc, id desc limit ${literal(CANDIDATES)}),
    page as materialized (
      select c.place, c.id, coalesce((
        select sum(w.weight * f.tf * 1.9 / (f.tf + 0.9 * (0.6 + 0.4 * d.length / ${Math.max(length, 1)}::float8)))
        from unnest(d.words) u join weights w on w.lexeme = u.lexeme cross join lateral (select cardinality(u.positions)::float8 as tf) f), 0) as score
      from candidates c join meanwhile.documents d on d.ctid = c.place
      order by score desc, c.id desc limit ${literal(limit)} offset ${literal(offset)})
    ${shown(actor, search)} order by p.score desc, p.id desc`);
}

/** Newest first; `after` is the last (time, id) of the page before. */
export async function findNewest(db: Queryable, actor: Actor, search: Search, after: [at: string, id: string] | undefined): Promise<FoundRow[]> {
  const start = after ? sql`(d.at, d.id) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`;
  return db.query<FoundRow>(sql`
    with matched as materialized (${byTime(actor, search, start, search.counts ? COUNTED + 1 : search.limit)}),
    page as materialized (select place, id, at from matched order by at desc, id desc limit ${literal(search.limit)})
    ${shown(actor, search)} order by d.at desc, d.id desc`);
}

/** The newest of what matches. Where an author's or a space's are wanted, theirs alone are gone through, by the index that has them in order of time. */
function byTime(actor: Actor, search: Search, start: Sql, most: number): Sql {
  const { within } = search;
  const newest = (where: Sql) => sql`
    select d.ctid as place, d.kind, d.id, d.space_id, d.at from ${matching(actor, search)} and ${start} and ${where} order by d.at desc, d.id desc limit ${literal(most)}`;
  if (!within) return newest(sql`true`);
  const own = within.column === "author_id" ? sql`d.author_id = one.id` : sql`d.space_id = one.id`;
  return sql`
    select d.* from unnest(${within.ids}::text[]) one (id) cross join lateral (${newest(own)}) d
    order by d.at desc, d.id desc limit ${literal(most)}`;
}

/** What matches and may be seen, with a WHERE that more can be added to. */
function matching(actor: Actor, { match, sought, where, dominant, newest, asOf }: Search): Sql {
  // `is true` keeps the planner from the index of words. Where nearly every document matches, it goes by time and stops soon; and of many
  // words it asks the index only for the rare ones, since reading where a common one is costs more than to look into what the rare ones left.
  const whole = sql`(d.words @@ ${match}::tsquery) is true`;
  const matches = match === null ? sql`true` : newest ? whole : sought === null ? sql`d.words @@ ${match}::tsquery` : sql`d.words @@ ${sought}::tsquery and ${whole}`;
  const own = dominant || newest || match === null ? sql`true` : sql`array[d.workspace] @> array[${actor.workspace}::text]`;
  return sql`
    meanwhile.documents d join meanwhile.spaces s on s.workspace = d.workspace and s.id = d.space_id
    where d.workspace = ${actor.workspace} and ${own} and ${matches} and ${visibleSpace(actor)} and d.at <= ${asOf}::timestamptz and ${where}`;
}

/** A page with what its hits show. */
function shown(actor: Actor, { counts }: Search): Sql {
  const where = sql`
    (select jsonb_agg(c order by c.count desc, c.name) from (
      select s.id, s.name, sum(y.count) as count from tally y join meanwhile.spaces s on s.workspace = ${actor.workspace} and s.id = y.space_id
      where s.kind = 'channel' group by s.id, s.name order by sum(y.count) desc, s.name limit 20) c)`;
  const kinds = sql`(select jsonb_agg(k order by k.count desc, k.kind) from (select kind, sum(count) as count from tally group by kind) k)`;
  return sql`, tally as materialized (select space_id, kind, count(*) as count from matched group by space_id, kind)
    select d.kind, d.id, d.thread_id, d.number, d.at, d.language, coalesce(nullif(d.title, ''), t.title, '') as title, left(d.text, ${literal(TEXT_READ)}) as text,
      s.id as space_id, s.kind as space_kind, s.name as space_name, s.archived_at is not null as archived, s.subject_type, s.subject_id,
      a.id as author_id, a.name as author_name, a.avatar_url as author_avatar_url, t.closed_at is not null as closed,
      (select sum(count) from tally) as total, ${counts ? where : sql`null::jsonb`} as channels, ${counts ? kinds : sql`null::jsonb`} as kinds
    from page p join meanwhile.documents d on d.ctid = p.place
    join meanwhile.spaces s on s.workspace = ${actor.workspace} and s.id = d.space_id
    left join meanwhile.threads t on t.workspace = ${actor.workspace} and t.id = d.thread_id
    left join meanwhile.members a on a.workspace = ${actor.workspace} and a.id = d.author_id`;
}
