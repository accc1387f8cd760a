import type { ThreadId } from "@meanwhile/core";
import { Thread, useThread } from "@meanwhile/react";
import { type ReactElement, useEffect, useRef } from "react";
import { Link } from "../router.tsx";
import { usePageTitle } from "../usePageTitle.ts";

interface ReadingProps {
  threadId: ThreadId;
  /** Where one came from, for small screens. */
  back: { to: string; name: string };
}

/** A thread beside the list it was chosen from, or in its place. */
export function Reading({ threadId, back }: ReadingProps): ReactElement {
  const { data: thread } = useThread(threadId);
  const pane = useRef<HTMLDivElement>(null);
  usePageTitle(thread?.title ?? "");
  useEffect(() => {
    // Where the thread takes the whole screen, the row that was pressed is gone, and with it the focus.
    if (document.activeElement === document.body || !(document.activeElement as HTMLElement).checkVisibility()) pane.current?.focus();
  }, []);
  return (
    <div ref={pane} tabIndex={-1} className="reading">
      <Link to={back.to} className="back">
        {back.name}
      </Link>
      {thread?.subject?.type === "order" && (
        <p className="about">
          About order <Link to={`/orders/${thread.subject.id}/${threadId}`}>{thread.subject.id}</Link>
        </p>
      )}
      <Thread threadId={threadId} />
    </div>
  );
}
