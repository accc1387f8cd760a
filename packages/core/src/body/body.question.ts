import type { Block, Body, Inline } from "./body.ts";

/** Question marks that close a sentence wherever they stand, in scripts without spaces or inside the word that asks. */
const ANYWHERE = /[？﹖︖؟՞፧⁇⁈]/u;

/** What may end a sentence together with a question mark. */
const ENDING = /[?‽⁉\u037e!.…"'”’»)\]}*_]+/gu;
const MARK = /[?‽⁉\u037e]/u;

/** Greek asks with what looks like a semicolon, and is one once the text was normalised. */
const GREEK = /\p{Script=Greek}\p{M}*[)"'”’»]?;(?=\s|$)/u;

/**
 * Does somebody ask something here? True where a sentence ends in a question mark of any script; code, quotes of others and bare addresses
 * ask nothing.
 */
export function asks(body: Body): boolean {
  return linesOf(body.content).some((text) => text.split("\n").some(isQuestion));
}

function isQuestion(line: string): boolean {
  const word = line.search(/[\p{L}\p{N}]/u);
  if (word < 0) return false;
  const said = line.slice(word);
  if (ANYWHERE.test(said) || GREEK.test(said)) return true;
  for (const { 0: run, index } of said.matchAll(ENDING)) {
    const after = said[index + run.length];
    if (MARK.test(run) && (after === undefined || /\s/.test(after))) return true;
  }
  return false;
}

function linesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "paragraph":
      case "heading":
        return [saidIn(block.content)];
      case "list":
        return block.items.flatMap((item) => linesOf(item.content));
      case "table":
        return [block.head, ...block.rows].flat().map(saidIn);
      case "quote":
      case "code":
      case "divider":
        return [];
    }
  });
}

/** The words, with one letter for what is named or quoted as code: a question may end in it. */
function saidIn(content: readonly Inline[]): string {
  return content
    .map((node) => {
      switch (node.type) {
        case "text":
          return node.marks.includes("code") ? "x" : node.text;
        case "link": {
          const text = saidIn(node.content);
          return /^(?:[a-z]+:\/\/|www\.|mailto:)\S*$/i.test(text) ? "x" : text;
        }
        case "mention":
          return "x";
        case "break":
          return "\n";
      }
    })
    .join("");
}
