/** Somebody, or a group, that a text names. */
export interface Mention {
  kind: "user" | "group";
  id: string;
  name: string;
}

/** Scripts that put no space after a name. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
const END_OF_WORD = "(?![\\p{L}\\p{N}_])";

/** What a text names, by how it stands there without the `@`. */
export type Mentions = ReadonlyMap<string, Mention>;

/**
 * A textarea shows `@Ada Lovelace`; Markdown says `[Ada Lovelace](mention:user/usr_1)`. These are the two directions. Code is left
 * alone in both. Two people of one name are told apart by their id: `@Ada Lovelace (usr_2)`.
 */
export function toMarkdown(text: string, mentions: Mentions): string {
  if (mentions.size === 0) return text;
  const keys = [...mentions.keys()].sort((a, b) => b.length - a.length).map((key) => escapeRegExp(key) + (UNSPACED.test(key) ? "" : END_OF_WORD));
  const named = new RegExp(`(?<![\\w@])@(${keys.join("|")})`, "gu");
  return outsideCode(text, (part) =>
    part.replace(named, (whole, key: string) => {
      const mention = mentions.get(key);
      return mention ? `[${escapeText(mention.name)}](mention:${mention.kind}/${encode(mention.id)})` : whole;
    }),
  );
}

/** Markdown as a textarea shows it, with what it names. */
export function fromMarkdown(markdown: string): { text: string; mentions: Mentions } {
  let mentions: Mentions = new Map();
  const text = outsideCode(markdown, (part) =>
    part.replace(/\[((?:[^[\]\\]|\\.)*)\]\(mention:(user|group)\/([^)\s]+)\)/g, (_, name: string, kind: string, id: string) => {
      const added = addMention(mentions, { kind: kind === "group" ? "group" : "user", id: decode(id), name: name.replace(/\\(.)/g, "$1") });
      mentions = added.mentions;
      return `@${added.key}`;
    }),
  );
  return { text, mentions };
}

/** The mentions with one more, and what stands for it in the text. */
export function addMention(mentions: Mentions, mention: Mention): { mentions: Mentions; key: string } {
  const taken = mentions.get(mention.name);
  const key = taken && (taken.id !== mention.id || taken.kind !== mention.kind) ? `${mention.name} (${mention.id})` : mention.name;
  return { mentions: new Map(mentions).set(key, mention), key };
}

/** The word after an `@` that ends at the cursor: what somebody is looking for. `from` is the place of the `@`. */
export function mentionQuery(text: string, cursor: number): { from: number; query: string } | null {
  const match = /(?:^|[^\w@/])@((?:[\p{L}\p{N}_.'’-]+ ?){0,3})$/u.exec(text.slice(0, cursor));
  if (!match) return null;
  const query = match[1] ?? "";
  return { from: cursor - query.length - 1, query };
}

function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/(^ {0,3}```[\s\S]*?(?:^ {0,3}```|$(?![\s\S]))|`[^`\n]+`)/m)
    .map((part, index) => (index % 2 ? part : change(part)))
    .join("");
}

/** Round brackets are left alone by `encodeURIComponent`, and would end the link. */
function encode(id: string): string {
  return encodeURIComponent(id).replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function escapeText(text: string): string {
  return text.replace(/[\\[\]*_`~<>!]/g, "\\$&");
}
