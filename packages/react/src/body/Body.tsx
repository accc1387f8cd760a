"use client";
import type { Body as BodyTree } from "@meanwhile/core/body";
import { forwardRef, type ReactElement } from "react";
import { Blocks } from "./Blocks.tsx";

export interface BodyProps {
  body: BodyTree;
  /** What a heading of level 1 becomes, so that it fits under the headings around it; 3 unless told. */
  headingLevel?: number;
  /** The reader: where they are named is marked. */
  memberId?: string | undefined;
  className?: string;
}

/**
 * What somebody wrote, as React elements. There is no HTML in a body and none is made here; only addresses that are safe to follow become
 * links, whatever the tree says.
 */
export const Body = forwardRef<HTMLDivElement, BodyProps>(function Body({ body, headingLevel = 3, memberId, className }, ref): ReactElement {
  return (
    <div ref={ref} className={className ? `mw-body ${className}` : "mw-body"}>
      <Blocks blocks={body.content} headingLevel={headingLevel} memberId={memberId} dir="auto" />
    </div>
  );
});
