import { bodyErrors } from "./body.errors.ts";
import { BODY_LIMITS, checkBytes, checkDepth } from "./body.limits.ts";

/**
 * Stops Markdown that would keep the parser busy for long, before it is parsed. The parser is linear in what people write, but some shapes
 * cost it the square of their length: nested containers, emphasis and brackets that find no partner, images in images, underlined headings.
 * Each shape's count is turned into an upper estimate of time, measured once; the sum has a budget. What passes takes at most a few times as
 * long as prose of 100 kB does.
 *
 * @throws MeanwhileError `body/too_large` or `body/too_deep`
 */
export function guardMarkdown(markdown: string): void {
  checkBytes(markdown);
  const lines = markdown.split(/\r\n?|\n/);
  let nanoseconds = 0;
  let underlines = 0;
  let blocks = 0;
  let paragraph = "";
  let fence = "";
  let sure = true;
  for (const line of lines) {
    if (fence) {
      if (CLOSING_FENCE.exec(line)?.[1]!.startsWith(fence)) fence = "";
      continue;
    }
    const [, indent, opening] = OPENING_FENCE.exec(line) ?? [];
    // Indented, it may stand in a list, whose end is its end: from there on, all is looked at.
    if (indent) sure = false;
    if (opening && sure) fence = opening;
    const { quotes, items } = containers(line);
    if (quotes > MAX_QUOTES || items > MAX_ITEMS) checkDepth(quotes + items);
    if (/[-=]$/.test(line.trimEnd()) && UNDERLINE.test(line)) underlines++;
    blocks += items;
    // What stands in two paragraphs, or in two items at the top, cannot be one emphasis or link.
    const blank = /^[ \t>]*$/.test(line);
    if (blank || /^ {0,3}[-+*] +\S/.test(line)) {
      if (paragraph && items === 0) blocks++;
      nanoseconds += inlineCost(paragraph);
      paragraph = "";
    }
    if (!blank) paragraph += `${line}\n`;
  }
  nanoseconds += inlineCost(paragraph) + underlines * lines.length * 150;
  if (blocks > BODY_LIMITS.nodes) throw bodyErrors.tooLarge(`The text has more than ${BODY_LIMITS.nodes} paragraphs and list items. Split it.`);
  if (nanoseconds > BUDGET) throw bodyErrors.tooLarge(TANGLED);
}

const OPENING_FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING_FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
const BUDGET = 1.5e9;
const TANGLED =
  "The text has more loose markup (asterisks, brackets, underlines) than can be read. Put it into a code block, or send it as a file.";
/** On one line. More `>` than the limit: a row of them in a code block should not be taken for quotes. */
const MAX_QUOTES = 200;
const MAX_ITEMS = BODY_LIMITS.depth;
/** Could underline a heading. */
const UNDERLINE = /^[\s>\d.)+*=-]*$/;

/** Quotes and list items that begin on this line, unless it is a divider (`- - -`). */
function containers(line: string): { quotes: number; items: number } {
  if (/^[\s>]*([-*])[ \t]*(?:\1[ \t]*){2,}$/.test(line)) return { quotes: 0, items: 0 };
  const prefix = /^(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/.exec(line)![0];
  return { quotes: prefix.split(">").length - 1, items: prefix.match(/[+*.)-]/g)?.length ?? 0 };
}

/** What does not belong to an address when it stands at its end; the parser looks ahead from each of these characters. */
const TRAIL = /(?:[!"'),.:;<?_~*\]]|&[a-z]*;)+/gi;

function inlineCost(paragraph: string): number {
  const trails = /:\/\/|www\./i.test(paragraph) ? (paragraph.match(TRAIL) ?? []) : [];
  const trailCost = trails.reduce((cost, trail) => cost + trail.length ** 2 * 20, 0);
  const tokens = paragraph.match(/[*_~]+|[`[\]!<&\\\n]/g)?.length ?? 0;
  if (tokens < 500) return trailCost;
  const closers = paragraph.match(/(?<![\s*])\*|(?<![\s_])_+(?![\p{L}\p{N}_])|(?<![\s~])~~/gu)?.length ?? 0;
  return closers * tokens * 100 + bracketCost(paragraph) + trailCost;
}

/** A bracket that closes costs the length of what it closes; twenty times that when it makes a link or image, which is then read again. */
function bracketCost(paragraph: string): number {
  const open: number[] = [];
  let cost = 0;
  let closed = 0;
  for (const { 0: bracket, index } of paragraph.matchAll(/\\.|[[\]]/gs)) {
    if (bracket === "[") open.push(index);
    else if (bracket === "]") {
      closed++;
      cost += (index - (open.pop() ?? index)) * (/[([]/.test(paragraph[index + 1] ?? "") ? 80 : 4);
    }
  }
  return cost + closed ** 2 * 10;
}
