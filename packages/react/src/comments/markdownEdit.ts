/** A change to a text: what to replace, by what, and what is selected afterwards. Positions in UTF-16 units. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  select: readonly [from: number, to: number];
}

export type Format = "bold" | "italic" | "code" | "quote" | "list" | "link";

const MARKS = { bold: "**", italic: "_", code: "`" } as const;
const PREFIXES = { quote: "> ", list: "- " } as const;

/** What the toolbar's buttons and shortcuts do to a Markdown text with that selection. Used twice, a format is taken away again. */
export function format(text: string, from: number, to: number, kind: Format): Edit {
  if (kind === "link") return link(text, from, to);
  if (kind === "quote" || kind === "list") return prefix(text, from, to, PREFIXES[kind]);
  return mark(text, from, to, MARKS[kind]);
}

function mark(text: string, from: number, to: number, marker: string): Edit {
  const width = marker.length;
  const selected = text.slice(from, to);
  if (text.slice(from - width, from) === marker && text.slice(to, to + width) === marker) {
    return { from: from - width, to: to + width, insert: selected, select: [from - width, to - width] };
  }
  return { from, to, insert: marker + selected + marker, select: [from + width, to + width] };
}

/** Works on whole lines. */
function prefix(text: string, from: number, to: number, marker: string): Edit {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", to);
  const end = next < 0 ? text.length : next;
  const lines = text.slice(start, end).split("\n");
  const marked = lines.every((line) => line.startsWith(marker));
  const insert = lines.map((line) => (marked ? line.slice(marker.length) : marker + line)).join("\n");
  const cursor = start + insert.length;
  return { from: start, to: end, insert, select: from === to ? [cursor, cursor] : [start, cursor] };
}

/** The address is selected next, unless the selection was one: then the words are. */
function link(text: string, from: number, to: number): Edit {
  const selected = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(selected)) return { from, to, insert: `[](${selected})`, select: [from + 1, from + 1] };
  const address = from + selected.length + 3;
  return { from, to, insert: `[${selected}](https://)`, select: [address, address + 8] };
}
