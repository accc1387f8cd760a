import { createElement, type HTMLAttributes, type ReactElement } from "react";

/** A heading whose level depends on what it stands in; HTML has six. */
export function Heading({ level, ...rest }: HTMLAttributes<HTMLHeadingElement> & { level: number }): ReactElement {
  return createElement(`h${Math.min(6, level)}`, rest);
}
