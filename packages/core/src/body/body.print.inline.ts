import type { Inline, Link, Mark, Text } from "./body.ts";

/**
 * The content of one block as Markdown. `before` is what stands before it on its line: nothing for a paragraph, the number signs of a
 * heading, the pipe of a table cell.
 *
 * The text is built of atoms (a character with its escape, a code span, a delimiter …), because whether `**` opens or closes depends on
 * its two neighbours. Where the rules (CommonMark 0.31 §6.2, "flanking") would not have it, a neighbour is written as a character
 * reference, which counts as punctuation.
 */
export function printInlines(content: Inline[], before = ""): string {
  const line: Line = { atoms: [before], pairs: [], cell: before.startsWith("|") };
  writeInlines(line, content);
  separate(line);
  const { atoms } = line;
  return atoms
    .map((atom, i) => {
      const left = atoms[i - 1] ?? "";
      const right = atoms[i + 1] ?? "\n";
      if (atom === " " && (isLineStart(left) || right.endsWith("\n"))) return reference(atom);
      if (atom === "_" && (left.startsWith("&#") || right.startsWith("&#"))) return "\\_";
      return atom === UNDERSCORE ? "_" : atom;
    })
    .join("");
}

/** Italic as `_`, told apart from an underscore in a text until the end. */
const UNDERSCORE = "__";

interface Line {
  atoms: string[];
  /** Where the delimiters of each marked run stand in `atoms`. */
  pairs: [open: number, close: number][];
  /** In a table cell `\|` is a pipe, even in code. */
  cell: boolean;
}

function writeInlines(line: Line, content: Inline[]): void {
  const { atoms } = line;
  for (let i = 0; i < content.length; i++) {
    const node = content[i]!;
    if (node.type === "text") {
      const run = [node];
      for (let next = content[i + 1]; next?.type === "text"; next = content[++i + 1]) run.push(next);
      writeRun(line, run, ["bold", "italic", "strike"]);
    } else if (node.type === "break") atoms.push(isLineStart(atoms.at(-1)!) ? "\\\n" : "\n");
    else if (node.type === "link" && isAutolink(node)) atoms.push(`<${node.href}>`);
    else {
      if (atoms.at(-1) === "!") atoms.splice(-1, 1, "\\!");
      atoms.push("[");
      if (node.type === "link") writeInlines(line, node.content);
      else writeText(line, node.label);
      const target = node.type === "link" ? node.href : `mention:${node.kind}/${encodeURIComponent(node.id)}`;
      atoms.push(`](${target.replace(/[()]|&(?=[#\w])/g, "\\$&")})`);
    }
  }
}

/** Texts side by side; of their marks that are in `left`, the one that lasts longest goes outside. */
function writeRun(line: Line, run: Text[], left: Mark[]): void {
  for (let i = 0; i < run.length; ) {
    const { text, marks } = run[i]!;
    let end = i;
    let widest: Mark | undefined;
    for (const mark of left) {
      let to = i;
      while (run[to]?.marks.includes(mark)) to++;
      if (to > end) [end, widest] = [to, mark];
    }
    if (widest) {
      const delimiter = { bold: "**", italic: "*", strike: "~~", code: "" }[widest];
      const open = line.atoms.push(delimiter) - 1;
      writeRun(line, run.slice(i, end), left.filter((mark) => mark !== widest));
      line.pairs.push([open, line.atoms.push(delimiter) - 1]);
      i = end;
    } else {
      if (marks.includes("code")) writeCode(line, text);
      else writeText(line, text);
      i++;
    }
  }
}

function writeCode({ atoms, cell }: Line, text: string): void {
  let ticks = "`";
  while (text.match(/`+/g)?.includes(ticks)) ticks += "`";
  // One space is taken off either side when there is one on both.
  const pad = /^`|`$/.test(text) || (text.startsWith(" ") && text.endsWith(" ") && /[^ ]/.test(text)) ? " " : "";
  atoms.push(ticks + pad + (cell ? text.replace(/\|/g, "\\|") : text) + pad + ticks);
}

function writeText({ atoms }: Line, text: string): void {
  const escaped = text.replace(MARKUP, "\\$&");
  const started = isLineStart(atoms.at(-1)!) ? escaped.replace(BLOCK_MARKUP, "$1\\") : escaped;
  for (const atom of started.match(/\\?./gsu) ?? []) atoms.push(atom === "\t" ? reference(atom) : atom);
}

/** What means something anywhere; from the colon on, what GFM takes for an address (`http://`, `www.`, `@`). */
const MARKUP =
  /[\\`*[\]|]|<(?!\s)|&(?=[#\w])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<![^~])~|~(?![^~])|(?<=https?):(?=\/\/)|(?<=www)\.|(?<![^\w+.-])@(?![^\w.-])/giu;
/** What begins a block, or makes one of the line above, at the start of a line. */
const BLOCK_MARKUP = /^(?=>|#{1,6}(?:\s|$)|[-+](?:\s|$)|-[-:]|=(?:[=\s]|$)|:(?:-|$)|\d{1,9}[.)](?:\s|$))(\d*)/;

/** Sees to it that every delimiter is one, and opens or closes as meant. */
function separate({ atoms, pairs }: Line): void {
  for (const [open, close] of pairs) {
    const touches = [open - 1, open + 1, close - 1, close + 1].some((i) => atoms[i]?.startsWith("*"));
    if (atoms[open] === "*" && touches) atoms[open] = atoms[close] = UNDERSCORE;
  }
  let changed: boolean;
  const refer = (i: number): void => {
    atoms[i] = reference(atoms[i]!);
    changed = true;
  };
  const side = (delimiter: string, inside: number, outside: number, step: number): void => {
    const inner = atoms[inside]!.at(step)!;
    // Space at the edge is left where two marks overlap.
    if (inner.trim() === "") refer(inside);
    else if (isWord(atoms[outside]?.at(~step) ?? "") && (!isWord(inner) || delimiter === UNDERSCORE)) refer(outside);
  };
  // A reference changes what its other neighbour sees, so go on until nothing changes.
  do {
    changed = false;
    for (const [open, close] of pairs) {
      side(atoms[open]!, open + 1, open - 1, 0);
      side(atoms[open]!, close - 1, close + 1, -1);
    }
  } while (changed);
}

function isLineStart(before: string): boolean {
  return before === "" || before.endsWith("\n");
}

/** Neither white space nor punctuation. */
function isWord(character: string): boolean {
  return /[^\s\p{P}\p{S}]/u.test(character);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** Can be written as `<href>`. */
function isAutolink({ href, content: [text, more] }: Link): boolean {
  return !more && text?.type === "text" && text.text === href && !text.marks[0] && /^https?:/i.test(href);
}
