"use client";
import type { Audience, ThreadId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { AudienceMenu } from "../comments/AudienceMenu.tsx";
import { AudienceReach } from "../comments/AudienceReach.tsx";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { toMarkdown } from "../comments/mentionText.ts";
import { shortcut } from "../comments/platform.ts";
import { useCreateComment } from "../comments/useCreateComment.ts";
import { useDraft } from "../provider/useDraft.ts";
import { useLabels } from "../provider/useLabels.ts";
import { useCloseThread } from "./useCloseThread.ts";
import { useReopenThread } from "./useReopenThread.ts";
import { useThread } from "./useThread.ts";

export interface ComposerProps {
  threadId: ThreadId;
  autoFocus?: boolean;
  /** Something was sent, or is on its way. */
  onSent?: () => void;
  className?: string;
}

/**
 * Where a reader becomes a writer. What is typed is kept when they leave the thread and come back. A closed thread is opened again
 * from here, with or without words.
 */
export const Composer = forwardRef<HTMLTextAreaElement, ComposerProps>(function Composer({ threadId, autoFocus = false, onSent, className }, ref): ReactElement | null {
  const labels = useLabels();
  const { data: thread } = useThread(threadId);
  const [draft, change, forget] = useDraft(threadId);
  const [refused, setRefused] = useState(false);
  const create = useCreateComment(threadId);
  const close = useCloseThread();
  const reopen = useReopenThread();
  const hint = useId();
  const empty = draft.text.trim() === "";
  const closed = thread !== undefined && thread.closed !== null;

  if (!thread) return null;
  if (!thread.can.comment && !(closed && thread.can.close)) return <p className="mw-composer-note mw-meta">{closed ? labels.closedHint : labels.readOnly}</p>;

  const markdown = toMarkdown(draft.text, draft.mentions).trim();
  const send = (how: "comment" | "close" | "reopen") => {
    if (empty && how !== "reopen") return setRefused(true);
    setRefused(false);
    if (how === "reopen") forget(reopen(empty ? { threadId } : { threadId, markdown }));
    else if (how === "close") forget(close({ threadId, markdown }));
    else forget(create({ markdown, audience: draft.audience }));
    onSent?.();
  };
  const usual = () => send(closed ? "reopen" : "comment");

  return (
    <div className={className ? `mw-composer ${className}` : "mw-composer"} data-state={closed ? "closed" : "open"} data-empty={empty ? "" : undefined}>
      <MarkdownField
        ref={ref}
        label={closed ? labels.reopenReason : labels.writeComment}
        placeholder={closed ? labels.reopenReason : labels.writeComment}
        value={draft}
        onChange={(value) => {
          setRefused(false);
          change(value);
        }}
        onSubmit={usual}
        threadId={threadId}
        autoFocus={autoFocus}
        invalid={refused}
        describedBy={hint}
      >
        {!closed && thread.can.close && !empty && (
          <button type="button" className="mw-button" onClick={() => send("close")}>
            {labels.commentAndClose}
          </button>
        )}
        <button type="button" className="mw-button" data-kind="primary" onClick={usual}>
          {closed ? (empty ? labels.reopen : labels.commentAndReopen) : labels.comment}
        </button>
      </MarkdownField>
      <div className="mw-composer-foot">
        {!closed && <AudienceMenu thread={thread} value={draft.audience} onChange={(audience: Audience) => change({ audience })} />}
        {!closed && !empty && <AudienceReach threadId={threadId} audience={draft.audience} />}
        {refused && (
          <span className="mw-error" role="alert">
            {labels.emptyComment}
          </span>
        )}
        <span id={hint} className="mw-meta mw-composer-hint">
          {labels.sendHint(shortcut("Enter"))}
        </span>
      </div>
    </div>
  );
});
