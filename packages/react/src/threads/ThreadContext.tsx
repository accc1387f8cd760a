"use client";
import type { ThreadView } from "@meanwhile/core";
import { Pencil } from "../theme/icons.ts";
import { type ReactElement, useState } from "react";
import { Body } from "../body/Body.tsx";
import { MemberNames } from "../members/MemberNames.tsx";
import { DraftMark } from "../provider/DraftMark.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Heading } from "../theme/Heading.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { ContextEditor } from "./ContextEditor.tsx";

/** The living context: what is known by now, so that nobody has to read from the start. Whoever may write may keep it true. */
export function ThreadContext({ thread, headingLevel }: { thread: ThreadView; headingLevel: number }): ReactElement | null {
  const labels = useLabels();
  const [editing, setEditing] = useState(false);
  const { context } = thread;
  if (editing) return <ContextEditor thread={thread} headingLevel={headingLevel} onDone={() => setEditing(false)} />;
  if (!context) {
    if (!thread.can.comment || thread.closed) return null;
    return (
      <button type="button" className="mw-button mw-context-add" onClick={() => setEditing(true)}>
        <Pencil aria-hidden />
        {labels.addContext}
        <DraftMark place={`context:${thread.id}`} />
      </button>
    );
  }
  return (
    <section className="mw-context" aria-label={labels.context}>
      <header className="mw-context-head">
        <div className="mw-context-facts">
          <Heading level={headingLevel} className="mw-context-title">
            {labels.context}
          </Heading>
          <div className="mw-meta mw-facts">
            {context.edited.by && (
              <span>
                <MemberNames ids={[context.edited.by]} />
              </span>
            )}
            <RelativeTime at={context.edited.at} />
            <DraftMark place={`context:${thread.id}`} />
          </div>
        </div>
        {thread.can.comment && (
          <button type="button" className="mw-button" data-icon="" aria-label={labels.editContext} onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
          </button>
        )}
      </header>
      <Body body={context.body} headingLevel={headingLevel + 1} />
    </section>
  );
}
