import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { Term } from "./search.terms.ts";

/** A stem of the workspace that a word may have been meant for. */
export interface Correction {
  lexeme: string;
  documents: number;
}

/** Words of fewer letters are too near to each other. */
const SHORTEST = 4;
const LONG = 8;
/** Tried one after the other: the nearest may be in documents that the member does not see. */
const TRIED = 3;

/**
 * Stems near to a word that is in no document: one letter more, less, other, or two in each other's place; in words of eight letters and
 * more, two such. They come from all of the workspace, so whoever shows one has to find it in what the member sees first.
 */
export async function correctionsOf(db: Queryable, workspace: string, term: Term): Promise<Correction[]> {
  const [word] = [...term.lexemes.keys()];
  if (word === undefined || term.lexemes.size !== 1 || [...word].length < SHORTEST || !/^[\p{L}\p{M}]+$/u.test(word)) return [];
  const characters = [...word];
  const most = characters.length >= LONG ? 2 : 1;
  // The first letter is right, or the second is the first, or it was left out and the second is right.
  const near = await db.query<Correction>(sql`
    select word as lexeme, documents from meanwhile.search_words
    where workspace = ${workspace} and documents > 0 and char_length(word) between ${characters.length - most} and ${characters.length + most}
      and (${sql`word >= ${characters[0]!} and word < ${`${characters[0]!}\u{10ffff}`}`} or ${sql`word >= ${characters[1]!} and word < ${`${characters[1]!}\u{10ffff}`}`}
        or (char_length(word) >= ${characters.length} and substr(word, 2, ${characters.length - 1}) = ${characters.slice(1).join("")})
        or (char_length(word) = ${characters.length + 1} and substr(word, 2) = ${word}))
    order by documents desc limit 5000`);
  return near
    .map((correction) => ({ ...correction, distance: distanceOf(characters, [...correction.lexeme], most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || b.documents - a.documents || (a.lexeme < b.lexeme ? -1 : 1))
    .slice(0, TRIED);
}

/**
 * How many letters have to be put in, taken out, replaced or exchanged with their neighbour to make one word the other (optimal string
 * alignment); `most + 1` stands for more.
 */
function distanceOf(a: readonly string[], b: readonly string[], most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(last[b.length]!, most + 1);
}
