/** A sentence as it was written, and what speaks for it. */
interface Sentence {
  text: string;
  /** Of all sentences, in reading order. */
  index: number;
  words: string[];
  score: number;
}

/** Words that often stand in a sentence that settles something; a hint among others, in the languages we know some of. */
const SETTLES = /\b(?:decid|decision|agree|therefore|conclu|entsch|beschl|einig|décid|conclu|decid|acord|decis)|決|决定|決定|결정|решен|решил/iu;
const ASKS = /[?？؟\u037e]/u;

/** The most that is looked at, in sentences; of more, the newest. */
const MOST = 400;

/**
 * The sentences that say most, as they were written and in their order, in at most `maxChars` characters: those with the words the whole speaks
 * of most, that begin a text, that ask or settle something, and that don't say again what another said. The same for the same texts,
 * whenever it is asked; empty where there is nothing to say.
 *
 * @param texts plain text, one after the other
 * @param maxChars in UTF-16 units
 */
export function extract(texts: readonly string[], maxChars: number): string {
  const sentences = sentencesOf(texts);
  const weights = weightsOf(sentences);
  for (const sentence of sentences) sentence.score += scoreOf(sentence, weights);
  const chosen: Sentence[] = [];
  const said = new Set<string>();
  let room = maxChars;
  let least = -Infinity;
  const left = new Set(sentences);
  while (left.size > 0) {
    let best: Sentence | undefined;
    let most = -Infinity;
    for (const sentence of left) {
      const repeated = sentence.words.filter((word) => said.has(word)).length / Math.max(1, sentence.words.length);
      const worth = sentence.score * (1 - 0.7 * repeated);
      // The first of equals, so that the order decides.
      if (worth > most) [best, most] = [sentence, worth];
    }
    // What says much less than the best is left out, though there be room.
    if (most < least) break;
    least = Math.max(least, most / 2);
    left.delete(best!);
    const cost = best!.text.length + (chosen.length > 0 ? 1 : 0);
    if (cost > room) continue;
    room -= cost;
    chosen.push(best!);
    for (const word of best!.words) said.add(word);
  }
  if (chosen.length === 0 && sentences[0]) return cut(sentences.reduce((a, b) => (b.score > a.score ? b : a)).text, maxChars);
  return chosen
    .sort((a, b) => a.index - b.index)
    .map((sentence) => sentence.text)
    .join(" ");
}

function sentencesOf(texts: readonly string[]): Sentence[] {
  const all = texts.flatMap((text) => split(text).map((sentence, position) => ({ text: sentence, first: position === 0 })));
  return all.slice(-MOST).map(({ text, first }, index) => ({ text, index, words: wordsOf(text), score: first ? 0.15 : 0 }));
}

/** How often each word occurs, damped: a word of every sentence says little of each. */
function weightsOf(sentences: readonly Sentence[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const { words } of sentences) for (const word of new Set(words)) count.set(word, (count.get(word) ?? 0) + 1);
  return new Map([...count].map(([word, n]) => [word, Math.log1p(n) * Math.log(1 + sentences.length / n)]));
}

function scoreOf({ text, words }: Sentence, weights: ReadonlyMap<string, number>): number {
  if (words.length === 0) return -1;
  const unique = [...new Set(words)];
  const spoken = unique.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / Math.sqrt(unique.length);
  // Neither a shout nor a page.
  const length = words.length < 4 ? 0.3 : words.length > 40 ? 0.6 : 1;
  return Math.log1p(spoken) * length + (ASKS.test(text) ? 0.2 : 0) + (SETTLES.test(text) ? 0.3 : 0);
}

interface Segments {
  segment(text: string): Iterable<{ segment: string; isWordLike?: boolean }>;
}

function segmenter(granularity: "sentence" | "word"): Segments | undefined {
  return typeof Intl.Segmenter === "function" ? new Intl.Segmenter(undefined, { granularity }) : undefined;
}

let bySentence: Segments | undefined;
let byWord: Segments | undefined;

function split(text: string): string[] {
  bySentence ??= segmenter("sentence");
  const lines = text.split("\n").map((line) => line.trim());
  const parts = lines.flatMap((line) => (bySentence ? [...bySentence.segment(line)].map(({ segment }) => segment) : line.split(/(?<=[.!?…])\s+|(?<=[。！？])/u)));
  return parts.map((part) => part.trim().replaceAll(/\s+/g, " ")).filter((part) => part !== "");
}

function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  // Where words have spaces between them, they are cheaper to find without the segmenter.
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(lower)) return lower.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  byWord ??= segmenter("word");
  return byWord ? [...byWord.segment(lower)].filter((part) => part.isWordLike).map((part) => part.segment) : (lower.match(/[\p{L}\p{N}]/gu) ?? []);
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  // Never half of a surrogate pair.
  const end = /[\uD800-\uDBFF]/.test(text[max - 2] ?? "") ? max - 2 : max - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
