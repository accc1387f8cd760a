import { group, literalOf, type Term, type Terms } from "./search.terms.ts";

/** A stage of a search: what must match, and whether too much would. */
export interface Stage {
  match: string;
  /** What of it the index is asked for; nothing else where it is asked for all. */
  sought: string | null;
  weights: Map<string, number>;
  newest: boolean;
}

/** A workspace with more documents has them far apart, and long lists of where a word is. */
const LARGE = 100_000;

/** So many documents are ranked one by one; more take longer than anybody wants to wait. */
function rankedMost(documents: number): number {
  return documents > LARGE ? 5_000 : 20_000;
}

/**
 * Pairs have one word that is in no more documents than this: for each of them the index is asked where the other word is. In a million
 * documents that nearly doubles what a question costs, however few pairs there are, so its candidates come from rare words alone there.
 */
function pairedMost(documents: number): number {
  return documents > 500_000 ? 0 : 50_000;
}

/** Documents in which it is looked for the commoner words; about what reading of a common word costs where in the index it is. */
const LOOKED_INTO = 500;

/** Candidates of a question; each costs more than what is found by one word, for all of its words are ranked. */
function candidatesMost(documents: number): number {
  return documents > LARGE ? 2_000 : 20_000;
}

/** Every word, the phrases, and none of what is excluded. `null` where no word is left to look for. */
export function allStage({ documents, terms, phrases, excluded }: Terms): Stage | null {
  const looked = terms.filter(({ match }) => match !== "");
  const wanted = [...looked.map(({ match }) => match), ...phrases];
  if (wanted.length === 0) return null;
  const fewest = Math.min(...looked.map((term) => term.documents), documents);
  // As if words did not care for each other. They do, so that the index may find more than this; it is read only so far.
  const together = looked.reduce((all, term) => (documents > 0 ? (all * Math.min(term.documents, documents)) / documents : 0), documents);
  const newest = phrases.length === 0 && Math.min(fewest, together) > rankedMost(documents);
  return { match: withFilters(wanted.join(" & "), [], excluded), sought: newest ? null : rarestOf(looked, documents), weights: weightsOf(terms, documents), newest };
}

/** The rarest of many words, as many as leave few enough documents to look into. `null` where that takes all of them. */
function rarestOf(terms: readonly Term[], documents: number): string | null {
  const rarest = [...terms].sort((a, b) => a.documents - b.documents);
  let left = documents;
  const enough = rarest.findIndex((term) => (left *= Math.min(1, term.documents / Math.max(1, documents))) < LOOKED_INTO);
  return enough < 0 || enough === rarest.length - 1 ? null : rarest.slice(0, enough + 1).map(({ match }) => match).join(" & ");
}

/**
 * Any of the words, for a question in whole sentences; phrases and exclusions hold as before. Candidates come from the rarest words and
 * pairs of words that together stand in no more documents than can be ranked, and are then scored by all of them. `null` where there is nothing to look for.
 */
export function someStage({ documents, terms, phrases, excluded }: Terms): Stage | null {
  const weights = weightsOf(terms, documents);
  const counts = lexemesOf(terms);
  const rarest = [...counts].filter(([, count]) => count > 0 || documents === 0).sort((a, b) => a[1] - b[1]);
  if (rarest.length === 0) return null;
  const chosen = rarestClauses(rarest, documents);
  const newest = rarest[0]![1] > rankedMost(documents);
  const any = newest ? rarest.map(([lexeme]) => literalOf(lexeme)) : chosen;
  return { match: withFilters(any.length === 1 ? any[0]! : `(${any.join(" | ")})`, phrases, excluded), sought: null, weights, newest };
}

/**
 * Words, rarest first, then (but in the largest workspaces) pairs of those that are too common alone, the rarest together first: as many as
 * stand in no more documents than can be ranked, taking words not to care for each other. What has two common words is often worth more than what has one rare one.
 */
function rarestClauses(rarest: readonly [lexeme: string, count: number][], documents: number): string[] {
  const most = candidatesMost(documents);
  let sum = 0;
  const alone = rarest.findIndex(([, count], i) => (sum += count) > most && i > 0);
  const [chosen, rest] = [rarest.slice(0, alone < 0 ? undefined : alone), alone < 0 ? [] : rarest.slice(alone)];
  let left = chosen.reduce((free, [, count]) => free - count, most);
  const pairs = rest
    .flatMap(([a, first], i) => (first > pairedMost(documents) ? [] : rest.slice(i + 1).map(([b, second]) => ({ match: `(${literalOf(a)} & ${literalOf(b)})`, together: (first * second) / documents }))))
    .sort((a, b) => a.together - b.together)
    .filter(({ together }) => (left -= together) > 0);
  return [...chosen.map(([lexeme]) => literalOf(lexeme)), ...pairs.map(({ match }) => match)];
}

function withFilters(match: string, phrases: readonly string[], excluded: readonly string[]): string {
  return [match, ...phrases, ...excluded.map((one) => `!${group([one])}`)].filter((part) => part !== "").join(" & ");
}

/** Inverse document frequency, times how often the query has the word, up to three times. */
function weightsOf(terms: readonly Term[], documents: number): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { lexemes } of terms) for (const lexeme of lexemes.keys()) asked.set(lexeme, Math.min(3, (asked.get(lexeme) ?? 0) + 1));
  const counts = lexemesOf(terms);
  const n = Math.max(documents, 1);
  return new Map(
    [...asked].map(([lexeme, times]) => {
      const found = Math.min(Math.max(counts.get(lexeme)!, 1), n);
      return [lexeme, times * Math.log(1 + (n - found + 0.5) / (found + 0.5))];
    }),
  );
}

function lexemesOf(terms: readonly Term[]): Map<string, number> {
  return new Map(terms.flatMap(({ lexemes }) => [...lexemes]));
}
