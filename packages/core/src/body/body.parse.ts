import { fromMarkdown, type Options } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { gfm } from "micromark-extension-gfm";
import type { Block, Body, Inline, ListItem, Mark, Mention, Text } from "./body.ts";
import { bodyErrors } from "./body.errors.ts";
import { guardMarkdown } from "./body.guard.ts";
import { checkDepth } from "./body.limits.ts";
import { normalizeBody } from "./body.normalize.ts";
import { readProse } from "./body.prose.ts";

/**
 * Markdown (CommonMark with GitHub's tables, tasks, strikethrough and bare addresses) as a body in normal form.
 *
 * Where it differs: the end of a line is a break, as in every message field; HTML and footnote marks are text; one tilde strikes nothing;
 * headings 4 to 6 are 3; an image is a link to its source, so that nothing loads; a link that is not `http`, `https`, `mailto` or relative
 * to the host is its text; `[Ada](mention:user/<id>)` and `mention:group/<id>`, the id percent-encoded, are mentions.
 *
 * Any text is a body, save what is too much: time and stack are bounded.
 *
 * @throws MeanwhileError `body/too_large` or `body/too_deep`; `checkBody` checks the rest of the limits
 */
export function parseMarkdown(markdown: string): Body {
  return normalizeBody({ version: 1, content: readProse(markdown) ?? readAll(markdown) });
}

function readAll(markdown: string): Block[] {
  guardMarkdown(markdown);
  const root = read(markdown);
  return blocks(root.children, definitions(root), 1);
}

/** Targets by the name a reference uses; the first definition of a name counts. */
type Targets = ReadonlyMap<string, string>;

/** Made once, with the first text: making it takes as long as reading one. Not with the module, so that a bundle can leave it out. */
let dialect: Options | undefined;

function makeDialect(): Options {
  const disable = { null: ["htmlFlow", "htmlText", "gfmFootnoteDefinition", "gfmFootnoteCall", "gfmPotentialFootnoteCall"] };
  return {
    extensions: [gfm({ singleTilde: false }), { disable }],
    // Without the transforms, which look for addresses in text a second time and would find those that were escaped.
    mdastExtensions: gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension),
  };
}

function read(markdown: string): Root {
  try {
    return fromMarkdown(markdown, (dialect ??= makeDialect()));
  } catch (error) {
    // The parser recurses in labels. The guard keeps it far from the end of the stack, unless little of the stack was left.
    if (error instanceof RangeError) throw bodyErrors.tooDeep("The markup is nested too deep to be read. Take some of it out.", { cause: error });
    throw error;
  }
}

function definitions(root: Root): Targets {
  const targets = new Map<string, string>();
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "definition") {
      if (!targets.has(node.identifier)) targets.set(node.identifier, node.url);
    } else if ("children" in node) for (let i = node.children.length; i-- > 0; ) pending.push(node.children[i]!);
  }
  return targets;
}

function blocks(nodes: RootContent[], targets: Targets, depth: number): Block[] {
  if (nodes.length > 0) checkDepth(depth);
  return nodes.flatMap((node): Block | Block[] => {
    switch (node.type) {
      case "paragraph":
        return { type: "paragraph", content: inlines(node.children, targets) };
      case "heading":
        return { type: "heading", level: Math.min(node.depth, 3) as 1 | 2 | 3, content: inlines(node.children, targets) };
      case "blockquote":
        return { type: "quote", content: blocks(node.children, targets, depth + 1) };
      case "list": {
        const items = node.children.map((item): ListItem => ({
          checked: item.checked ?? null,
          content: blocks(item.children, targets, depth + 1),
        }));
        return { type: "list", ordered: node.ordered === true, start: node.start ?? 1, items };
      }
      case "code":
        return { type: "code", language: node.lang ?? null, text: node.value };
      case "thematicBreak":
        return { type: "divider" };
      case "table": {
        const [head = [], ...rows] = node.children.map((row) => row.children.map((cell) => inlines(cell.children, targets)));
        return { type: "table", align: [...(node.align ?? [])], head, rows };
      }
      case "definition":
        // `[^1]: see` reads as a definition now that footnotes are off; it was meant to be seen.
        return node.identifier.startsWith("^") ? { type: "paragraph", content: [plain(`[${node.label}]: ${node.url}`)] } : [];
      default:
        return [];
    }
  });
}

/** Not recursive, save into a link, which holds no other: emphasis may be nested a thousand times. */
function inlines(nodes: PhrasingContent[], targets: Targets): Inline[] {
  const found: Inline[] = [];
  const pending: [PhrasingContent, Mark[]][] = [];
  const later = (children: PhrasingContent[], marks: Mark[]): void => {
    for (let i = children.length; i-- > 0; ) pending.push([children[i]!, marks]);
  };
  later(nodes, []);
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [node, marks] = entry;
    switch (node.type) {
      case "text":
      case "html":
        found.push(plain(node.value, marks));
        break;
      case "inlineCode":
        found.push(plain(node.value, added(marks, "code")));
        break;
      case "strong":
        later(node.children, added(marks, "bold"));
        break;
      case "emphasis":
        later(node.children, added(marks, "italic"));
        break;
      case "delete":
        later(node.children, added(marks, "strike"));
        break;
      case "break":
        found.push({ type: "break" });
        break;
      case "link":
        found.push(link(node.url, inlines(node.children, targets)));
        break;
      case "linkReference":
        if (node.identifier.startsWith("^")) found.push(plain(`[${node.label}]`, marks));
        else found.push(link(targets.get(node.identifier) ?? "", inlines(node.children, targets)));
        break;
      case "image":
        found.push({ type: "link", href: node.url, content: [plain(node.alt ?? "", marks)] });
        break;
      case "imageReference":
        found.push({ type: "link", href: targets.get(node.identifier) ?? "", content: [plain(node.alt ?? "", marks)] });
        break;
    }
  }
  return found;
}

function link(href: string, inner: Inline[]): Inline {
  const content = inner.flatMap((node) => (node.type === "link" ? node.content : node.type === "mention" ? plain(node.label) : node));
  const [, kind, id] = /^mention:(user|group)\/(.+)$/s.exec(href) ?? [];
  if (!kind || !id) return { type: "link", href, content };
  try {
    const label = content.map((node) => (node.type === "text" ? node.text : " ")).join("");
    return { type: "mention", kind: kind as Mention["kind"], id: decodeURIComponent(id), label };
  } catch {
    // Not percent-encoded text: a link to nowhere, so its text stays.
    return { type: "link", href: "", content };
  }
}

function plain(text: string, marks: Mark[] = []): Text {
  return { type: "text", text, marks };
}

function added(marks: Mark[], mark: Mark): Mark[] {
  return marks.includes(mark) ? marks : [...marks, mark];
}
