/**
 * Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han. Both what is kept and what is asked goes through
 * `Intl.Segmenter`, so that the database, which knows only spaces, finds words in them.
 */
const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]+/gu;
const ASCII = /^[\0-\x7f]*$/;

/** Letters that fold to others without a mark that could be taken off. */
const LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ё: "е", "\u0640": "" };
const FOLDED = /[ßæœøłđðþıё\u0640]/gu;
/** Marks on Latin, Greek, Arabic and Hebrew letters. Those of kana and of Indic scripts make other letters, and stay. */
const MARKS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}/gu;

/**
 * Text as search knows it, on both sides: lower case, letters without their marks (é is e, ß is ss), full-width forms made plain, words of
 * scripts without spaces apart, and slashes taken for spaces. Stemming is the database's.
 */
export function searchText(text: string): string {
  const spaced = text.replaceAll(/[/\\|]/g, " ");
  if (ASCII.test(spaced)) return spaced;
  return apart(fold(spaced));
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(MARKS, "")
    .normalize("NFC")
    .replaceAll(FOLDED, (letter) => LETTERS[letter]!);
}

function apart(text: string): string {
  return text.replaceAll(SPACELESS, (run) => ` ${segments(run).join(" ")} `);
}

let segmenter: Intl.Segmenter | undefined;
function segments(run: string): string[] {
  segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}

/** A word of a text, where it stands in it, and as search knows it. */
export interface TextWord {
  start: number;
  end: number;
  word: string;
}

const WORD = /[\p{L}\p{N}\p{M}_]+/gu;

/** The words of a text with their places in the text as it is, so that what was found can be marked there. */
export function wordsOf(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (const { 0: found, index } of text.matchAll(WORD)) {
    let at = index;
    for (const piece of pieces(found)) {
      words.push({ start: at, end: at + piece.length, word: ASCII.test(piece) ? piece.toLowerCase() : fold(piece) });
      at += piece.length;
    }
  }
  return words;
}

/** A run of letters taken apart where a script without spaces begins, ends, and between its words. */
function pieces(run: string): string[] {
  if (ASCII.test(run)) return [run];
  const all: string[] = [];
  let from = 0;
  for (const { 0: spaceless, index } of run.matchAll(SPACELESS)) {
    if (index > from) all.push(run.slice(from, index));
    all.push(...segments(spaceless));
    from = index + spaceless.length;
  }
  if (from < run.length) all.push(run.slice(from));
  return all;
}
