import { type Actor, type QueryIssue, type SearchFilter, startOfSearchDate } from "@meanwhile/core";
import type { Zone } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import { join, type Sql, sql } from "../db/sql.ts";
import { visibleMember, visibleSpace } from "../permissions/spaces.ts";
import type { Within } from "./search.rank.ts";

/** What narrows a search, as conditions on a document (alias `d`) and the space it is in (`s`). */
export interface Filters {
  where: Sql;
  /** Whose documents, else of which channels, where that is asked. */
  within: Within | undefined;
  issues: QueryIssue[];
  /** Something was to narrow it. */
  any: boolean;
}

/**
 * Names and dates of a query put into what the actor may see: a channel they may not see is as unknown as one that is not there, and what
 * is asked of an unknown name finds nothing.
 */
export async function readFilters(db: Queryable, actor: Actor, filters: readonly SearchFilter[], zoneOf: (name: string) => Zone, now: string): Promise<Filters> {
  const issues: QueryIssue[] = [];
  if (filters.length === 0) return { where: sql`true`, within: undefined, issues: [], any: false };
  const [spaces, members, timeZone] = await resolve(db, actor, filters);
  const conditions = new Map<SearchFilter["operator"], { wanted: Sql[]; unwanted: Sql[] }>();
  const named = new Map<"in" | "from", Set<string>>();
  for (const { operator, value, negated } of filters) {
    const isNamed = NAMED.has(operator);
    const ids = !isNamed ? [] : operator === "in" ? idsOf(spaces, value) : bare(value) === "me" ? [actor.id] : idsOf(members, value);
    if (isNamed && ids.length === 0) issues.push({ code: "unknown_name", operator, value });
    const condition = conditionOf(actor, operator, value, ids, (date) => startOfSearchDate(date, zoneOf(timeZone), now));
    if (!negated && (operator === "in" || operator === "from")) named.set(operator, new Set([...(named.get(operator) ?? []), ...ids]));
    const kind = conditions.get(operator) ?? { wanted: [], unwanted: [] };
    kind[negated ? "unwanted" : "wanted"].push(condition);
    conditions.set(operator, kind);
  }
  // Two channels are either of them; two dates, or two states, are both.
  const parts = [...conditions].flatMap(([operator, { wanted, unwanted }]) => [
    ...(wanted.length > 0 ? [sql`(${join(wanted, NAMED.has(operator) ? " or " : " and ")})`] : []),
    ...unwanted.map((condition) => sql`(${condition}) is not true`),
  ]);
  // One person writes less than stands in a channel, mostly.
  const [authors, places] = [named.get("from"), named.get("in")];
  const within: Within | undefined = authors ? { column: "author_id", ids: [...authors] } : places && { column: "space_id", ids: [...places] };
  return { where: join(parts, " and "), within, issues, any: true };
}

/** Whose value is a name. */
const NAMED: ReadonlySet<string> = new Set<SearchFilter["operator"]>(["in", "from", "to", "mentions"]);

function conditionOf(actor: Actor, operator: SearchFilter["operator"], value: string, ids: string[], startOf: (date: string) => string | null): Sql {
  const { workspace } = actor;
  const mentioned = sql`exists (
    select 1 from meanwhile.mentions n where n.workspace = ${workspace} and n.member_id = any(${ids}::text[]) and n.thread_id = d.thread_id and n.number = d.number)`;
  switch (operator) {
    case "in":
      return sql`d.space_id = any(${ids}::text[])`;
    case "from":
      return sql`d.author_id = any(${ids}::text[])`;
    case "mentions":
      return mentioned;
    case "to":
      return sql`(${mentioned} or exists (
        select 1 from meanwhile.comments c
        where c.workspace = ${workspace} and c.thread_id = d.thread_id and c.number = d.number and c.audience -> 'memberIds' ?| ${ids}::text[]))`;
    case "before":
      return sql`d.at < ${startOf(value)}::timestamptz`;
    case "after":
      return sql`d.at >= ${startOf(value) ?? "-infinity"}::timestamptz`;
    case "is":
      return value === "decided" ? sql`exists (
        select 1 from meanwhile.decisions o where o.workspace = ${workspace} and o.thread_id = d.thread_id and o.state not in ('superseded', 'withdrawn'))` : sql`exists (
        select 1 from meanwhile.threads t where t.workspace = ${workspace} and t.id = d.thread_id and t.closed_at is ${value === "closed" ? sql`not null` : sql`null`})`;
    case "has":
      return belongs(workspace, [value, "transcript"]);
  }
}

/** Something of that kind belongs to the thread. */
function belongs(workspace: string, kinds: string[]): Sql {
  return sql`exists (
    select 1 from meanwhile.documents o where o.workspace = ${workspace} and o.thread_id = d.thread_id and o.kind = any(${kinds}::text[]))`;
}

interface Named {
  id: string;
  name: string;
}

async function resolve(db: Queryable, actor: Actor, filters: readonly SearchFilter[]): Promise<[channels: Named[], members: Named[], timeZone: string]> {
  const values = (...operators: SearchFilter["operator"][]) => filters.filter(({ operator }) => operators.includes(operator)).map(({ value }) => bare(value));
  const [channels, members] = [values("in"), values("from", "to", "mentions")];
  const [row] = await db.query<{ channels: Named[] | null; members: Named[] | null; time_zone: string }>(sql`
    select me.time_zone,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name)) from meanwhile.spaces s
        where s.kind = 'channel' and ${visibleSpace(actor)}
          and (s.id = any(${channels}::text[]) or translate(lower(s.name), ' _', '--') = any(${channels.map(plain)}::text[]))) as channels,
      (select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name)) from meanwhile.members m
        where ${visibleMember(actor)} and (m.id = any(${members}::text[]) or exists (
          select 1 from unnest(${members.map(plain)}::text[]) wanted
          where position('-' || wanted || '-' in '-' || translate(lower(m.name), ' _', '--') || '-') > 0))) as members
    from meanwhile.members me where me.workspace = ${actor.workspace} and me.id = ${actor.id}`);
  return [row?.channels ?? [], row?.members ?? [], row?.time_zone ?? "UTC"];
}

/** A channel by its whole name, a member by any word of theirs or several in a row; both by id. */
function idsOf(named: readonly Named[], value: string): string[] {
  const wanted = plain(bare(value));
  const exact = named.filter(({ id, name }) => id === bare(value) || plain(name) === wanted);
  const found = exact.length > 0 ? exact : named.filter(({ name }) => `-${plain(name)}-`.includes(`-${wanted}-`));
  return found.map(({ id }) => id);
}

function bare(value: string): string {
  return value.replace(/^[#@]/, "");
}

/** A name as it may be typed: any case, hyphens for spaces. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_]/gu, "-");
}
