"use client";
import type { CommentView } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { Body } from "../body/Body.tsx";
import { MemberAvatar } from "../members/MemberAvatar.tsx";
import { useMe } from "../members/useMe.ts";
import { DraftMark } from "../provider/DraftMark.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Heading } from "../theme/Heading.tsx";
import type { MenuItem } from "../theme/Menu.tsx";
import { RelativeTime } from "../theme/RelativeTime.tsx";
import { CommentActions } from "./CommentActions.tsx";
import { CommentEditor } from "./CommentEditor.tsx";
import { CommentHistory } from "./CommentHistory.tsx";
import { CommentNotes } from "./CommentNotes.tsx";
import { fromMarkdown } from "./mentionText.ts";
import { OperationState } from "./OperationState.tsx";

export interface CommentItemProps {
  comment: CommentView;
  /** Written since the reader was last here. */
  unread?: boolean;
  /** The level of the heading that names its author; 3 unless told. Headings inside the words are below it. */
  headingLevel?: number;
  /** What else can be done with it, before what its author can. */
  actions?: ((comment: CommentView) => MenuItem[]) | undefined;
  className?: string;
}

/** A comment as paragraphs of a page: who and when quietly on top, then the words, then what others noted. */
export const CommentItem = forwardRef<HTMLElement, CommentItemProps>(function CommentItem({ comment, unread = false, headingLevel = 3, actions, className }, ref): ReactElement {
  const labels = useLabels();
  const { data: me } = useMe();
  const [editing, setEditing] = useState(false);
  const [historyShown, setHistoryShown] = useState(false);
  const name = useId();
  const state = comment.deleted ? "deleted" : (comment.operation?.status ?? "sent");
  // Words that the server has not read are shown as they were typed.
  const unparsed = comment.number === null || comment.operation?.call === "comments.edit";
  const wordless = comment.action !== null && comment.markdown === "";

  return (
    <article
      ref={ref}
      className={className ? `mw-comment ${className}` : "mw-comment"}
      aria-labelledby={name}
      data-comment={comment.id}
      data-state={state}
      data-action={comment.action ?? undefined}
      data-unread={unread ? "" : undefined}
      data-wordless={wordless || comment.deleted ? "" : undefined}
    >
      <MemberAvatar member={comment.author} />
      <header className="mw-comment-head">
        <div className="mw-comment-who">
          <Heading level={headingLevel} className="mw-comment-name" id={name} dir="auto">
            {comment.author.name}
          </Heading>
          <div className="mw-meta mw-facts">
            {comment.action && <span>{comment.action === "closed" ? labels.closedThis : labels.reopenedThis}</span>}
            <RelativeTime at={comment.createdAt} />
            {comment.edited && !comment.deleted && (
              <span>
                <button type="button" className="mw-button" data-kind="link" aria-haspopup="dialog" onClick={() => setHistoryShown(true)}>
                  {labels.edited}
                </button>
              </span>
            )}
            {!editing && <DraftMark place={`edit:${comment.id}`} />}
          </div>
        </div>
        {comment.number !== null && !comment.deleted && !editing && <CommentActions comment={comment} actions={actions?.(comment)} onEdit={() => setEditing(true)} />}
      </header>
      <div className="mw-comment-text">
        {comment.deleted ? (
          <p className="mw-meta">{labels.commentDeleted}</p>
        ) : editing ? (
          <CommentEditor comment={comment} onDone={() => setEditing(false)} />
        ) : unparsed ? (
          <p className="mw-body mw-comment-plain" dir="auto">
            {fromMarkdown(comment.markdown).text}
          </p>
        ) : (
          !wordless && <Body body={comment.body} headingLevel={headingLevel + 1} memberId={me?.id} />
        )}
        <OperationState operation={comment.operation} />
        {!comment.deleted && comment.number !== null && <CommentNotes comment={comment} />}
      </div>
      {historyShown && <CommentHistory comment={comment} onClose={() => setHistoryShown(false)} />}
    </article>
  );
});
