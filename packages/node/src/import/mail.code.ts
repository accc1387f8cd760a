const DIFF_HEAD =
  /^(?:diff --git |diff -\S+ |Index: |={60,}$|index [\da-f]{4,}|(?:new|deleted) file mode |old mode |new mode |similarity index |rename (?:from|to) |copy (?:from|to) |Binary files |GIT binary patch|--- \S|\+\+\+ \S|@@ -|\*\*\* \S.*\d{4})/;
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** Where a patch that begins at `start` ends (the first line after it), or `start` where none begins there. */
export function endOfDiff(lines: readonly string[], start: number): number {
  if (!beginsDiff(lines, start)) return start;
  let end = start;
  for (let i = start; i < lines.length; ) {
    const hunk = HUNK.exec(lines[i]!);
    if (hunk) i = end = endOfHunk(lines, i + 1, Number(hunk[1] ?? 1), Number(hunk[2] ?? 1));
    else if (DIFF_HEAD.test(lines[i]!)) i = end = i + 1;
    else if (lines[i] === "" && end > start) i++;
    else break;
  }
  return end;
}

function beginsDiff(lines: readonly string[], at: number): boolean {
  const [line = "", next = "", third = ""] = lines.slice(at, at + 3);
  if (/^diff (?:--git |-\S+ )/.test(line) || HUNK.test(line)) return true;
  if (/^Index: \S/.test(line)) return /^={20,}$/.test(next) || /^(?:---|diff|\*\*\*) /.test(next);
  return /^--- \S/.test(line) && /^\+\+\+ \S/.test(next) && HUNK.test(third);
}

/** As many lines as the hunk says it has; mail programs strip the space of an empty one and break long ones in two. */
function endOfHunk(lines: readonly string[], start: number, oldLines: number, newLines: number): number {
  let [before, after, broken] = [oldLines, newLines, 0];
  let i = start;
  for (; i < lines.length && (before > 0 || after > 0); i++) {
    const line = lines[i]!;
    const sign = line[0] ?? " ";
    if (sign === "+") after--;
    else if (sign === "-") before--;
    else if (sign === " " || sign === "\t") [before, after] = [before - 1, after - 1];
    else if (HUNK.test(line) || line.startsWith("diff --git ")) break;
    else if (sign !== "\\" && ++broken > 6) return i;
  }
  while (lines[i]?.startsWith("\\ ")) i++;
  return i;
}

/** What lines of programs and terminals look like, and lines of prose hardly ever. */
const STATEMENTS = [
  /[;{}]\s*$|=> |\)\s*\{/,
  /^\s*(?:\/\/|\/\*|\*\/|@\w+$|<\/?\w[^>]*>\s*$|\w+:\s*$)/,
  /^\s*#\s*(?:include|define|if|ifdef|ifndef|endif|else|pragma)\b/,
  /^\s*(?:import [\w.{*]+|from [\w.]+ import |(?:async )?def \w+\(|class \w+\s*[:({]|return\b.*[;)\w]$)/,
  /^\s*(?:(?:else )?if|for|while|switch)\s*\(/,
  /^\s*(?:var|let|const|val|auto|int|void|static|public|private|struct|typedef|function|fn|func) \w/,
  /^\s*[\w.[\]>-]+ ?(?::=|[-+*/|&]?=) ?\S/,
  /^\s*[\w.:>-]+\([^)]*\)[:;]?$/,
  /^\s*(?:>>>|\.\.\.|\$|%|#>|In \[\d+\]:|Out\[\d+\]:|irb|sql>|mysql>|C:\\.*>) ?\S/,
  /^\s*(?:File "|Traceback \(|at [\w.$]+\(|\w+(?:Error|Exception): )/,
];
const COLUMNS = /\S(?: {3,}|\t+)\S/;
const DRAWING = /^(?!\s*(\S)\1*\s*$)[\s|+\-=*_.:/\\<>^~#'`()[\]]{4,}$|^\s*[|+].*[|+]\s*$/;

/** Whether lines between two empty ones lose their sense when they are filled: code, terminals, tables, drawings. */
export function isPreformatted(lines: readonly string[]): boolean {
  const share = (test: (line: string) => boolean): number => lines.filter(test).length / lines.length;
  if (lines.some((line) => /^\s*>>> ?\S/.test(line))) return true;
  const code = share((line) => STATEMENTS.some((statement) => statement.test(line)));
  const indented = share((line) => /^(?: {4}|\t| {2,3}\S)/.test(line));
  if (lines.length >= 2 && code >= 0.6 && share(isWordy) < 0.3) return true;
  if (lines.length >= 2 && share((line) => COLUMNS.test(line)) >= 0.6) return true;
  if (lines.length >= 2 && share((line) => DRAWING.test(line)) >= 0.5) return true;
  // One sentence that somebody set apart.
  if (lines.length === 1 && /^\s*\p{Lu}[^;{}=]*\p{L}[.!?,]$/u.test(lines[0]!)) return false;
  if (indented < 1) return lines.length === 1 && /^\s*\$ \S/.test(lines[0]!) && !isWordy(lines[0]!);
  // All of it indented: unless it is prose set apart.
  const deep = share((line) => /^(?: {4}|\t)/.test(line));
  return (code >= 0.3 || (deep === 1 && share(isWordy) < 0.5)) && !lines.every((line) => /^\s*https?:\/\/\S+$/.test(line));
}

/** What git puts above a patch: files, and how much of each changed. */
export function isDiffStat(lines: readonly string[]): boolean {
  return lines.length >= 1 && lines.every((line) => /^ ?\S.{0,200}\s\|\s+(?:\d+ ?[-+]*|Bin\b.*)$|^ ?\d+ files? changed|^ (?:create|delete|rename) (?:mode )?\S|^ rename /.test(line));
}

/** A line of prose: several words, hardly any signs. */
function isWordy(line: string): boolean {
  const words = line.match(/(?<![\w/.\\-])\p{L}+[,.;:!?'’)]*(?=\s|$)/gu)?.length ?? 0;
  const parts = line.trim().split(/\s+/).length;
  return words >= 4 && words / parts > 0.7 && !/[;{}]\s*$|=>|::/.test(line);
}

/** Tabs as spaces, and without the indentation that all lines share. */
export function codeText(lines: readonly string[]): string {
  const expanded = lines.map(expandTabs);
  const indents = expanded.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)![0].length);
  const shared = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return expanded.map((line) => line.slice(Number.isFinite(shared) ? shared : 0)).join("\n");
}

function expandTabs(line: string): string {
  let text = "";
  let column = 0;
  for (const character of line) {
    const width = character === "\t" ? 8 - (column % 8) : 1;
    text += character === "\t" ? " ".repeat(width) : character;
    column += width;
  }
  return text;
}
