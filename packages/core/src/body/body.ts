/**
 * What somebody wrote, as a small tree. It is parsed once, on the server, from Markdown; clients render it and never see HTML.
 *
 * Functions that take a body expect the normal form `normalizeBody` makes: no empty text, paragraph or quote; neighbouring text with the
 * same marks is one text; a mark neither begins nor ends with white space; every `href` is one `safeHref` lets through.
 */
export interface Body {
  version: 1;
  content: Block[];
}

export type Block = Paragraph | Heading | List | Quote | Code | Divider | Table;

export interface Paragraph {
  type: "paragraph";
  content: Inline[];
}

export interface Heading {
  type: "heading";
  level: 1 | 2 | 3;
  /** One line: holds no break. */
  content: Inline[];
}

export interface List {
  type: "list";
  ordered: boolean;
  /** The first number, 0 to 999,999,999; 1 when not ordered. */
  start: number;
  items: ListItem[];
}

export interface ListItem {
  /** The state of a task; `null` for an item that is none. A task begins with a paragraph. */
  checked: boolean | null;
  content: Block[];
}

export interface Quote {
  type: "quote";
  content: Block[];
}

export interface Code {
  type: "code";
  /** One word of letters, digits and `+ # . _ -`, as written after the fence. */
  language: string | null;
  /** Lines end with `\n`; the last has no end. */
  text: string;
}

export interface Divider {
  type: "divider";
}

export interface Table {
  type: "table";
  /** One entry a column, as `head` has; so has every row. */
  align: Align[];
  head: Cell[];
  rows: Cell[][];
}

export type Align = "left" | "right" | "center" | null;

/** One line: holds no break. */
export type Cell = Inline[];

export type Inline = Text | Link | Mention | Break;

export interface Text {
  type: "text";
  text: string;
  /** Sorted, each at most once. */
  marks: Mark[];
}

export type Mark = "bold" | "code" | "italic" | "strike";

export interface Link {
  type: "link";
  /** `http:`, `https:`, `mailto:`, or relative to the host (`/…`, `#…`). */
  href: string;
  /** Never blank. */
  content: (Text | Break)[];
}

/** Somebody or some group that was named. Who it is, is `id`; `label` is only what was written, and may lie. */
export interface Mention {
  type: "mention";
  kind: "user" | "group";
  id: string;
  /** The name as written, without a leading `@`. */
  label: string;
}

/** The end of a line inside a block. */
export interface Break {
  type: "break";
}
