import type { Body, Inline } from "../body/body.ts";

/** Markdown that the server has not read yet, as paragraphs of plain text: what was typed, where it was typed. */
export function plainBody(markdown: string): Body {
  const paragraphs = markdown.split(/\n[^\S\n]*\n/).filter((paragraph) => paragraph.trim() !== "");
  return {
    version: 1,
    content: paragraphs.map((paragraph) => ({
      type: "paragraph",
      content: paragraph
        .trim()
        .split("\n")
        .flatMap((line, index): Inline[] => {
          const text: Inline = { type: "text", text: line, marks: [] };
          return index > 0 ? [{ type: "break" }, text] : [text];
        }),
    })),
  };
}
