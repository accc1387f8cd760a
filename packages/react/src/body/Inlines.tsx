"use client";
import { type Inline, type Mark, safeHref } from "@meanwhile/core/body";
import type { ReactElement, ReactNode } from "react";

const ELEMENTS = { bold: "strong", italic: "em", strike: "s", code: "code" } as const satisfies Record<Mark, string>;

/** Words, links, names and ends of lines. */
export function Inlines({ content, memberId }: { content: readonly Inline[]; memberId: string | undefined }): ReactElement {
  return (
    <>
      {content.map((inline, index) => (
        <InlineElement key={index} inline={inline} memberId={memberId} />
      ))}
    </>
  );
}

function InlineElement({ inline, memberId }: { inline: Inline; memberId: string | undefined }): ReactNode {
  switch (inline.type) {
    case "text":
      return (inline.marks ?? []).reduce<ReactNode>((inside, mark) => {
        const Element = ELEMENTS[mark];
        return Element ? <Element>{inside}</Element> : inside;
      }, inline.text);
    case "break":
      return <br />;
    case "mention":
      return (
        <span className="mw-mention" dir="auto" data-mention={inline.kind} data-id={inline.id} data-me={inline.kind === "user" && inline.id === memberId ? "" : undefined}>
          @{inline.label}
        </span>
      );
    case "link": {
      const inside = <Inlines content={inline.content} memberId={memberId} />;
      // Checked again: a tree may come from an older server, or from a cache.
      const href = safeHref(inline.href);
      return href === null ? (
        inside
      ) : (
        <a href={href} rel="noopener noreferrer nofollow ugc">
          {inside}
        </a>
      );
    }
    default:
      return null;
  }
}
