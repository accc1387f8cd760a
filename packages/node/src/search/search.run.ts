import { type Actor, parseQuery, printQuery, type QueryIssue, type SearchQuery } from "@meanwhile/core";
import type { Zone } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import { type Filters, readFilters } from "./search.filters.ts";
import { highlight, type Shown } from "./search.highlight.ts";
import { allStage, type Stage, someStage } from "./search.plan.ts";
import { findNewest, findRanked, type FoundRow } from "./search.rank.ts";
import { literalOf, readTerms, type Term, type Terms } from "./search.terms.ts";
import { correctionsOf } from "./search.typos.ts";

/** How a search was answered; a later page is answered in the same way. */
export type Manner = "all" | "some" | "corrected";

export interface Wanted {
  query: string;
  newestFirst: boolean;
  /** Where the page before ended. */
  place: { manner: Manner; asOf: string; offset: number; last?: [at: string, id: string] } | undefined;
  limit: number;
  now: string;
  zoneOf(name: string): Zone;
}

export interface Found {
  rows: FoundRow[];
  shown: Shown[];
  manner: Manner;
  didYouMean: string | null;
  /** In order of time, not of rank. */
  byTime: boolean;
  asOf: string;
  /** There are more than were counted. */
  more: boolean;
  issues: QueryIssue[];
}

/** With fewer hits that have every word, those with some of them are looked for too. */
const ENOUGH = 10;
/** In longer queries a word that is nowhere is more likely a rare one than a mistake. */
const LONGEST_CORRECTED = 6;

export async function runSearch(db: Queryable, actor: Actor, wanted: Wanted): Promise<Found> {
  const query = parseQuery(wanted.query);
  const filters = await readFilters(db, actor, query.filters, wanted.zoneOf, wanted.now);
  const terms = await readTerms(db, actor.workspace, query);
  const search = new Searching(db, actor, wanted, filters, terms);
  const issues = [...query.issues, ...filters.issues];
  const all = allStage(terms);
  const hasWords = query.words.length + query.phrases.length > 0;
  if (!all) {
    const rows = !hasWords && filters.any ? await search.newest(null) : [];
    return { ...(await search.found(rows, terms, "all", true)), issues };
  }
  const manner = wanted.place?.manner;
  let rows = manner === undefined || manner === "all" ? await search.stage(all) : [];
  const complete = total(rows);
  if (manner === "all" || complete >= ENOUGH) return { ...(await search.found(rows, terms, "all")), issues };
  let answered: Manner = "all";
  const some = manner !== "corrected" && hasMoreThanOne(terms) && !(wanted.newestFirst && complete > 0) ? someStage(terms) : null;
  if (some) {
    const more = await search.stage(some);
    if (total(more) > complete || manner === "some") [rows, answered] = [more, "some"];
  }
  const better = complete === 0 && manner !== "some" ? await correct(search, query, terms) : null;
  if (better && (rows.length === 0 || manner === "corrected")) return { ...better, issues };
  return { ...(await search.found(rows, terms, answered)), didYouMean: better?.didYouMean ?? null, issues };
}

/** One search as one member makes it. */
class Searching {
  readonly #db: Queryable;
  readonly #actor: Actor;
  readonly #wanted: Wanted;
  readonly #filters: Filters;
  readonly #terms: Terms;
  /** Only the newest of what matched were looked at. */
  #cut = false;

  constructor(db: Queryable, actor: Actor, wanted: Wanted, filters: Filters, terms: Terms) {
    [this.#db, this.#actor, this.#wanted, this.#filters, this.#terms] = [db, actor, wanted, filters, terms];
  }

  get asOf(): string {
    return this.#wanted.place?.asOf ?? this.#wanted.now;
  }

  corrections(term: Term) {
    return correctionsOf(this.#db, this.#actor.workspace, term);
  }

  stage(stage: Stage): Promise<FoundRow[]> {
    this.#cut = stage.newest && !this.#wanted.newestFirst;
    return this.#wanted.newestFirst ? this.newest(stage) : findRanked(this.#db, this.#actor, this.#search(stage));
  }

  newest(stage: Stage | null): Promise<FoundRow[]> {
    return findNewest(this.#db, this.#actor, this.#search(stage), this.#wanted.place?.last);
  }

  async found(rows: FoundRow[], terms: Terms, manner: Manner, byTime = this.#wanted.newestFirst): Promise<Omit<Found, "issues">> {
    const lexemes = terms.terms.flatMap((term) => [...term.lexemes.keys()]);
    const phrased = terms.phrases.flatMap((phrase) => [...phrase.matchAll(/'((?:[^']|'')*)'/g)].map(([, lexeme]) => lexeme!.replaceAll("''", "'")));
    const shown = await highlight(this.#db, rows, [...lexemes, ...phrased], terms.terms.at(-1)?.prefix ?? null);
    return { rows, shown, manner, didYouMean: null, byTime, asOf: this.asOf, more: this.#cut && total(rows) > 0 };
  }

  #search(stage: Stage | null) {
    const { limit, place } = this.#wanted;
    return {
      match: stage?.match ?? null,
      sought: stage?.sought ?? null,
      weights: stage?.weights ?? new Map<string, number>(),
      length: this.#terms.length,
      where: this.#filters.where,
      within: this.#filters.within,
      dominant: this.#terms.dominant,
      newest: stage?.newest ?? false,
      asOf: this.asOf,
      offset: place?.offset ?? 0,
      // One more, which says that there is a next page.
      limit: limit + 1,
      counts: place === undefined,
    };
  }
}

/**
 * The same search with words that are nowhere put right, where the member then finds something by all of its words. The words shown are
 * taken from what was found, as it is written there.
 */
async function correct(search: Searching, query: SearchQuery, terms: Terms): Promise<Omit<Found, "issues"> | null> {
  if (terms.terms.length > LONGEST_CORRECTED) return null;
  const unknown = terms.terms.filter((term) => term.match !== "" && term.documents === 0);
  if (unknown.length === 0) return null;
  const choices = await Promise.all(unknown.map((term) => search.corrections(term)));
  if (choices.some((choice) => choice.length === 0)) return null;
  // Where several words are wrong, only the nearest of each is tried.
  const tries = unknown.length === 1 ? choices[0]!.map((choice) => [choice]) : [choices.map((choice) => choice[0]!)];
  for (const corrections of tries) {
    const put = new Map(unknown.map((term, i) => [term.index, corrections[i]!]));
    const corrected = terms.terms.map((term): Term => {
      const correction = put.get(term.index);
      return correction ? { ...term, match: literalOf(correction.lexeme), lexemes: new Map([[correction.lexeme, correction.documents]]), documents: correction.documents, prefix: null } : term;
    });
    const right = { ...terms, terms: corrected };
    const rows = await search.stage(allStage(right)!);
    if (rows.length === 0) continue;
    const found = await search.found(rows, right, "corrected");
    const words = query.words.map((word, i) => {
      const correction = put.get(i);
      return correction ? (found.shown.map(({ answers }) => answers.get(correction.lexeme)).find((written) => written !== undefined)?.toLowerCase() ?? correction.lexeme) : word;
    });
    return { ...found, didYouMean: printQuery({ ...query, words, lastWordIsPrefix: true }) };
  }
  return null;
}

function total(rows: readonly FoundRow[]): number {
  return rows[0]?.total ?? 0;
}

function hasMoreThanOne({ terms, phrases }: Terms): boolean {
  return terms.reduce((count, { lexemes }) => count + lexemes.size, 0) + phrases.length > 1;
}
