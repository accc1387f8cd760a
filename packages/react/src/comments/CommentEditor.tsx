"use client";
import type { CommentView } from "@meanwhile/core";
import { type ReactElement, useMemo } from "react";
import { EMPTY_DRAFT, useDraft } from "../provider/useDraft.ts";
import { useLabels } from "../provider/useLabels.ts";
import { MarkdownField } from "./MarkdownField.tsx";
import { fromMarkdown, toMarkdown } from "./mentionText.ts";
import { useEditComment } from "./useEditComment.ts";

/** A comment's words, to be changed in their place. Escape closes it; what was typed is there when it is opened again. */
export function CommentEditor({ comment, onDone }: { comment: CommentView; onDone: () => void }): ReactElement {
  const labels = useLabels();
  const edit = useEditComment(comment.threadId);
  const initial = useMemo(() => ({ ...EMPTY_DRAFT, ...fromMarkdown(comment.markdown) }), [comment.markdown]);
  const [draft, change, forget] = useDraft(`edit:${comment.id}`, initial);
  const empty = draft.text.trim() === "";

  const save = () => {
    if (empty) return;
    const markdown = toMarkdown(draft.text, draft.mentions);
    forget(markdown === comment.markdown ? undefined : edit({ commentId: comment.id, markdown }));
    onDone();
  };

  return (
    <MarkdownField label={labels.editComment} value={draft} onChange={change} onSubmit={save} onCancel={onDone} threadId={comment.threadId} autoFocus>
      <button type="button" className="mw-button" onClick={() => (forget(), onDone())}>
        {labels.cancel}
      </button>
      <button type="button" className="mw-button" data-kind="primary" aria-disabled={empty || undefined} onClick={save}>
        {labels.save}
      </button>
    </MarkdownField>
  );
}
