import type { Highlighted as HighlightedText } from "@meanwhile/core";
import type { ReactElement, ReactNode } from "react";

/** A text with what was found in it marked. */
export function Highlighted({ text, highlights }: HighlightedText): ReactElement {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of highlights) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <bdi>
      {parts}
      {text.slice(at)}
    </bdi>
  );
}
