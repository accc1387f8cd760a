/** What narrows a search, by the word before the colon. */
export const SEARCH_OPERATORS = ["in", "from", "to", "before", "after", "is", "has", "mentions"] as const;
export type SearchOperator = (typeof SEARCH_OPERATORS)[number];

/** `in:design`; `-from:ada` is negated. The value is as it was typed: a name, an id, a date. */
export interface SearchFilter {
  operator: SearchOperator;
  value: string;
  negated: boolean;
}

/** Words that no hit may hold; with `phrase`, only next to each other. */
export interface Excluded {
  text: string;
  phrase: boolean;
}

/** What in a query was not taken as it may have been meant. `unknown_name` is said by the server, which knows the names. */
export interface QueryIssue {
  code: "unknown_operator" | "missing_value" | "bad_value" | "unknown_name";
  operator: string;
  value: string;
}

/** A query taken apart. */
export interface SearchQuery {
  words: string[];
  phrases: string[];
  excluded: Excluded[];
  filters: SearchFilter[];
  /** The query ends in a word that may not be typed to its end. */
  lastWordIsPrefix: boolean;
  issues: QueryIssue[];
}

/** The values that some operators take, and no others. */
export const OPERATOR_VALUES = { is: ["open", "closed", "decided"], has: ["video"] } as const;

/**
 * Takes a query apart: `in:channel from:name to:name before:2026-11 after:7d is:open has:video mentions:me "a phrase" -word`. Names with
 * spaces are quoted (`from:"Ada Lovelace"`); a backslash takes its power from a colon, a quote, a minus or a backslash. What looks like an
 * operator and is none is a word. Full-width characters and typographic quotes mean what the plain ones mean. Never throws.
 */
export function parseQuery(text: string): SearchQuery {
  const query: SearchQuery = { words: [], phrases: [], excluded: [], filters: [], lastWordIsPrefix: false, issues: [] };
  const tokens = tokensOf(narrow(text));
  for (const token of tokens) take(query, token);
  query.lastWordIsPrefix = tokens.at(-1)?.open === true && isBareWord(tokens.at(-1)!, query);
  return query;
}

/** A query as text again: filters first, words last. Parsed, it is the same query. */
export function printQuery({ words, phrases, excluded, filters, lastWordIsPrefix }: Omit<SearchQuery, "issues">): string {
  const parts = [
    ...filters.map(({ operator, value, negated }) => `${negated ? "-" : ""}${operator}:${printValue(value)}`),
    ...phrases.map(quote),
    ...excluded.map(({ text, phrase }) => `-${phrase ? quote(text) : printWord(text)}`),
    ...words.map(printWord),
  ];
  return parts.join(" ") + (words.length > 0 && !lastWordIsPrefix ? " " : "");
}

interface Token {
  negated: boolean;
  /** What stands before the first colon that counts; `null` where none does. */
  name: string | null;
  /** The rest, quotes and backslashes taken away. */
  text: string;
  quoted: boolean;
  /** Nothing follows it, not even a space. */
  open: boolean;
}

const SPACE = /\s/u;
const QUOTE = /["“”„‟«»]/u;

function tokensOf(text: string): Token[] {
  const characters = [...text];
  const tokens: Token[] = [];
  let at = 0;
  while (at < characters.length) {
    if (SPACE.test(characters[at]!)) {
      at++;
      continue;
    }
    const token: Token = { negated: false, name: null, text: "", quoted: false, open: false };
    while (characters[at] === "-") {
      token.negated = true;
      at++;
    }
    for (; at < characters.length && !SPACE.test(characters[at]!); at++) {
      const character = characters[at]!;
      if (character === "\\" && /\S/u.test(characters[at + 1] ?? " ")) token.text += characters[++at]!;
      else if (QUOTE.test(character) && token.text === "" && !token.quoted) {
        token.quoted = true;
        at = readQuoted(characters, at + 1, token);
        break;
      } else if (character === ":" && token.name === null && /^\p{L}+$/u.test(token.text)) {
        token.name = token.text;
        token.text = "";
      } else token.text += character;
    }
    token.open = at >= characters.length && !token.quoted;
    tokens.push(token);
  }
  return tokens;
}

/** Up to the closing quote, or to the end where there is none; answers with where to go on. */
function readQuoted(characters: readonly string[], from: number, token: Token): number {
  let at = from;
  while (at < characters.length && !QUOTE.test(characters[at]!)) {
    if (characters[at] === "\\" && at + 1 < characters.length) at++;
    token.text += characters[at++]!;
  }
  token.text = token.text.trim().replaceAll(/\s+/gu, " ");
  return at + 1;
}

function take(query: SearchQuery, token: Token): void {
  const { negated, text, quoted } = token;
  if (token.name !== null && takeFilter(query, token)) return;
  const whole = token.name === null ? text : `${token.name}:${text}`;
  if (!/[\p{L}\p{N}]/u.test(whole)) return;
  if (negated) query.excluded.push({ text: whole, phrase: quoted && /\s/u.test(whole) });
  else if (quoted) query.phrases.push(whole);
  else query.words.push(whole);
}

/** True where the token was taken as a filter, or is one that waits for its value. */
function takeFilter({ filters, issues }: SearchQuery, { name, text: value, negated }: Token): boolean {
  const operator = name!.toLowerCase() as SearchOperator;
  if (!SEARCH_OPERATORS.includes(operator)) {
    if (value !== "" && !value.startsWith("/")) issues.push({ code: "unknown_operator", operator, value });
    return false;
  }
  if (value.trim() === "") {
    issues.push({ code: "missing_value", operator, value: "" });
    return true;
  }
  const plain = operator === "is" || operator === "has" || operator === "before" || operator === "after" ? value.toLowerCase() : value;
  if (!isValue(operator, plain)) {
    issues.push({ code: "bad_value", operator, value });
    return false;
  }
  filters.push({ operator, value: plain, negated });
  return true;
}

function isValue(operator: SearchOperator, value: string): boolean {
  if (operator === "is" || operator === "has") return (OPERATOR_VALUES[operator] as readonly string[]).includes(value);
  return operator === "before" || operator === "after" ? isSearchDate(value) : true;
}

/** `2026-11-03`, `2026-11`, `2026`, `today`, `yesterday`, or so long ago: `7d`, `2w`, `3m`, `1y`. */
export function isSearchDate(value: string): boolean {
  if (/^(?:today|yesterday|\d{1,4}[dwmy])$/.test(value)) return true;
  const [, year, month = "1", day = "1"] = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(value) ?? [];
  if (year === undefined) return false;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(year) >= 1 && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}

function isBareWord({ negated, name, text, quoted }: Token, { words }: SearchQuery): boolean {
  return !negated && name === null && !quoted && words.at(-1) === text;
}

/** Full-width forms of ASCII, as Japanese and Chinese keyboards write them. The wide space is white space already. */
function narrow(text: string): string {
  return text.replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function quote(text: string): string {
  return `"${text.replaceAll(/["“”„‟«»\\]/gu, "\\$&")}"`;
}

function printValue(value: string): string {
  return /[\s"“”„‟«»\\]/u.test(value) ? quote(value) : value;
}

/** A backslash before what would make it something else: any backslash, a minus or quote at its start, the colon of an operator. */
function printWord(word: string): string {
  const escaped = word.replaceAll("\\", "\\\\").replace(/^[-"“”„‟«»]/u, "\\$&");
  const [, name] = /^(\p{L}+):/u.exec(escaped) ?? [];
  return name === undefined ? escaped : `${name}\\:${escaped.slice(name.length + 1)}`;
}
