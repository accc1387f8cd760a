import type { Block, Inline, Mark } from "@meanwhile/core/body";
import { decodeEntities } from "./mail.entities.ts";
import { withoutC1 } from "./mail.head.ts";
import { MAX_QUOTES } from "./mail.lines.ts";

/** Longer mail is mostly styles of a word processor; what comes later is left out. */
const MAX_HTML = 400_000;
const MAX_LISTS = 4;

const SKIPPED = new Set(["script", "style", "head", "title", "template", "svg", "object", "select", "textarea"]);
const LINES = new Set(["p", "div", "section", "article", "header", "footer", "main", "center", "address", "figure", "figcaption", "table", "tbody", "thead", "tr", "form", "dl", "dt", "dd", "fieldset", "body", "html"]);
const MARKS: Record<string, Mark> = { b: "bold", strong: "bold", i: "italic", em: "italic", cite: "italic", s: "strike", del: "strike", strike: "strike", code: "code", tt: "code", kbd: "code", samp: "code" };

/** A mail in HTML as blocks: its words, quotes, lists, links and emphasis; nothing of its looks, and no pictures. */
export function htmlBlocks(html: string): Block[] {
  const tree = new Tree();
  for (const token of tokens(withoutC1(html.slice(0, MAX_HTML)))) {
    if (typeof token === "string") tree.text(decodeEntities(token));
    else if (token.closes) tree.close(token.name);
    else tree.open(token.name, token.attributes);
  }
  return withoutFooter(tree.end());
}

type Token = string | { name: string; closes: boolean; attributes: string };

/** Text and tags, one after the other; what is skipped is skipped to its end, and a comment without one takes the rest. */
function* tokens(html: string): Generator<Token> {
  const lower = html.toLowerCase();
  for (let at = 0; at < html.length; ) {
    const start = html.indexOf("<", at);
    if (start < 0) return yield html.slice(at);
    if (start > at) yield html.slice(at, start);
    if (html.startsWith("<!--", start)) {
      const end = html.indexOf("-->", start + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const name = /^<\/?([a-z][\w:-]{0,30})/.exec(lower.slice(start, start + 34))?.[1];
    if (name === undefined) {
      const declaration = /^<[!?]/.test(html.slice(start, start + 2));
      const end = declaration ? html.indexOf(">", start) : start;
      if (!declaration) yield "<";
      at = end < 0 ? html.length : end + 1;
      continue;
    }
    const end = endOfTag(html, start);
    const closes = html[start + 1] === "/";
    at = end;
    if (!closes && SKIPPED.has(name)) {
      const close = lower.indexOf(`</${name}`, end);
      const body = name === "head" ? lower.indexOf("<body", end) : -1;
      at = body >= 0 && (close < 0 || body < close) ? body : close < 0 ? html.length : endOfTag(html, close);
    } else yield { name, closes, attributes: html.slice(start + 1 + name.length, end) };
  }
}

/** Past the `>`, but for one in a quoted value of the first kilobytes. */
function endOfTag(html: string, start: number): number {
  let quote = "";
  const limit = Math.min(html.length, start + 5000);
  for (let i = start; i < limit; i++) {
    const character = html[i]!;
    if (quote) quote = character === quote ? "" : quote;
    else if ((character === '"' || character === "'") && html[i - 1] === "=") quote = character;
    else if (character === ">") return i + 1;
  }
  const end = html.indexOf(">", start);
  return end < 0 ? html.length : end + 1;
}

interface Level {
  tag: string;
  content: Block[];
}

/** Builds blocks from what opens and closes, in whatever order it does. */
class Tree {
  readonly #levels: Level[] = [{ tag: "", content: [] }];
  #line: Inline[] = [];
  #marks: Mark[] = [];
  #href: string | null = null;
  #heading: 1 | 2 | 3 | null = null;
  #pre: string | null = null;

  text(text: string): void {
    if (this.#pre !== null) {
      this.#pre += text;
      return;
    }
    const collapsed = text.replace(/[ \t\r\n]+/g, " ");
    const isStart = this.#line.length === 0 || this.#line.at(-1)!.type === "break";
    this.#add(isStart ? collapsed.trimStart() : collapsed);
  }

  open(name: string, attributes: string): void {
    if (name === "br") this.#pre === null ? this.#line.push({ type: "break" }) : (this.#pre += "\n");
    else if (this.#pre !== null) return;
    else if (name === "pre") {
      this.#flush();
      this.#pre = "";
    } else if (name === "hr") this.#block({ type: "divider" });
    else if (name === "a") this.#href = /^https?:/i.test(attribute(attributes, "href")) ? attribute(attributes, "href") : null;
    else if (name === "img") this.#add(attribute(attributes, "alt").slice(0, 100));
    else if (name === "td" || name === "th") this.#add(" ");
    else if (name in MARKS) this.#marks.push(MARKS[name]!);
    else if (/^h[1-6]$/.test(name)) {
      this.#flush();
      this.#heading = Math.min(Number(name[1]), 3) as 1 | 2 | 3;
    } else if (name === "blockquote") this.#enter(name, MAX_QUOTES);
    else if (name === "ul" || name === "ol") this.#enter(name, MAX_LISTS);
    else if (name === "li") this.#item();
    else if (LINES.has(name)) this.#flush();
  }

  close(name: string): void {
    if (name === "pre") {
      if (this.#pre?.trim()) this.#block({ type: "code", language: null, text: this.#pre.replace(/^\n|\s+$/g, "") });
      this.#pre = null;
    } else if (this.#pre !== null) return;
    else if (name === "a") this.#href = null;
    else if (name in MARKS) {
      const at = this.#marks.lastIndexOf(MARKS[name]!);
      if (at >= 0) this.#marks.splice(at, 1);
    } else if (/^h[1-6]$/.test(name)) {
      this.#flush();
      this.#heading = null;
    } else if (name === "blockquote" || name === "ul" || name === "ol") this.#leave(name);
    else if (name === "li" || LINES.has(name)) this.#flush();
  }

  end(): Block[] {
    this.close("pre");
    this.#flush();
    return this.#levels[0]!.content;
  }

  #add(text: string): void {
    if (text === "") return;
    const node = { type: "text" as const, text, marks: [...new Set(this.#marks)] };
    const last = this.#line.at(-1);
    if (this.#href === null) this.#line.push(node);
    else if (last?.type === "link" && last.href === this.#href) last.content.push(node);
    else this.#line.push({ type: "link", href: this.#href, content: [node] });
  }

  #block(block: Block): void {
    this.#flush();
    this.#levels.at(-1)!.content.push(block);
  }

  #flush(): void {
    const content = this.#line;
    this.#line = [];
    if (!content.some((node) => node.type === "link" || (node.type === "text" && node.text.trim() !== ""))) return;
    this.#levels.at(-1)!.content.push(this.#heading === null ? { type: "paragraph", content } : { type: "heading", level: this.#heading, content });
  }

  #enter(tag: string, most: number): void {
    this.#flush();
    if (this.#levels.filter((level) => (tag === "blockquote") === (level.tag === "blockquote") && level.tag !== "").length >= most) return;
    const content: Block[] = [];
    const into = this.#levels.at(-1)!.content;
    if (tag === "blockquote") into.push({ type: "quote", content });
    else {
      into.push({ type: "list", ordered: tag === "ol", start: 1, items: [{ checked: null, content }] });
    }
    this.#levels.push({ tag, content });
  }

  #item(): void {
    this.#flush();
    const level = this.#levels.at(-1)!;
    const list = this.#levels.at(-2)?.content.at(-1);
    if ((level.tag !== "ul" && level.tag !== "ol") || list?.type !== "list" || level.content.length === 0) return;
    level.content = [];
    list.items.push({ checked: null, content: level.content });
  }

  #leave(tag: string): void {
    this.#flush();
    const at = this.#levels.map((level) => level.tag).lastIndexOf(tag);
    if (at > 0) this.#levels.length = at;
  }
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes.slice(0, 5000));
  return decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim();
}

/** What the list put below: a rule of underscores, then its name. */
function withoutFooter(blocks: Block[]): Block[] {
  const isRule = (block: Block): boolean => block.type === "paragraph" && block.content[0]?.type === "text" && /^_{20,}/.test(block.content[0].text);
  const at = blocks.map(isRule).lastIndexOf(true);
  const isFooter = at >= 0 && blocks.length - at <= 4 && /mailing list|listinfo|unsubscribe/i.test(JSON.stringify(blocks.slice(at)));
  return isFooter ? blocks.slice(0, at) : blocks;
}
