import { type Highlighted, joined, snippetOf, type TextWord, wordsOf } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { sql } from "../db/sql.ts";
import type { FoundRow } from "./search.rank.ts";

/** A row's title and the part of its text that shows most of what was found, with that marked. */
export interface Shown {
  title: Highlighted;
  snippet: Highlighted;
  /** Words of the text, as they stand there, by the stem they answer to. */
  answers: Map<string, string>;
}

/**
 * Marks what was found in the texts as people wrote them. Which words answer to a stem only the database knows, so it is asked for all
 * words of the page that begin like one, in one statement.
 */
export async function highlight(db: Queryable, rows: readonly FoundRow[], lexemes: Iterable<string>, prefix: string | null): Promise<Shown[]> {
  const known = new Set(lexemes);
  const beginnings = new Set([...known].map((lexeme) => lexeme.slice(0, BEGINNING)));
  const texts = rows.map(({ title, text }) => ({ title: title, titleWords: wordsOf(title), text, words: wordsOf(text) }));
  const asked = new Map<string, { language: string; word: string }>();
  texts.forEach(({ titleWords, words }, i) => {
    const { language } = rows[i]!;
    for (const { word } of [...titleWords, ...words]) if (beginnings.has(word.slice(0, BEGINNING))) asked.set(`${language} ${word}`, { language, word });
  });
  const answers = await answersOf(db, [...asked.values()], known);
  const answerOf = (language: string, word: string) => answers.get(`${language} ${word}`) ?? (prefix !== null && word.startsWith(prefix) ? prefix : undefined);
  return texts.map(({ title, titleWords, text, words }, i) => {
    const { language } = rows[i]!;
    const found = (all: readonly TextWord[]) => all.flatMap((word) => {
      const answer = answerOf(language, word.word);
      return answer === undefined ? [] : [{ ...word, answers: answer }];
    });
    const [inTitle, inText] = [found(titleWords), found(words)];
    return {
      title: { text: title, highlights: joined(inTitle, title) },
      snippet: snippetOf(text, inText),
      answers: new Map([...inTitle.map((word) => [word.answers, title.slice(word.start, word.end)] as const), ...inText.map((word) => [word.answers, text.slice(word.start, word.end)] as const)]),
    };
  });
}

/** Stems and their words begin alike, in so many letters. */
const BEGINNING = 2;

async function answersOf(db: Queryable, asked: readonly { language: string; word: string }[], lexemes: ReadonlySet<string>): Promise<Map<string, string>> {
  if (asked.length === 0) return new Map();
  const rows = await db.query<{ language: string; word: string; lexeme: string }>(sql`
    select a.language, a.word, u.lexeme
    from unnest(${asked.map(({ language }) => language)}::text[], ${asked.map(({ word }) => word)}::text[]) a (language, word)
    cross join lateral unnest(to_tsvector(a.language::regconfig, a.word)) u where u.lexeme = any(${[...lexemes]}::text[])`);
  return new Map(rows.map(({ language, word, lexeme }) => [`${language} ${word}`, lexeme]));
}
