"use client";
import type { CommentView } from "@meanwhile/core";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { useDeleteComment } from "./useDeleteComment.ts";

/** Asks before words are gone for good. The way back is the first button, so Enter keeps the comment. */
export function DeleteComment({ comment, onClose }: { comment: CommentView; onClose: () => void }): ReactElement {
  const labels = useLabels();
  const remove = useDeleteComment(comment.threadId);
  return (
    <Dialog title={labels.deleteCommentTitle} description={labels.deleteCommentHint} onClose={onClose}>
      <div className="mw-dialog-actions">
        <button type="button" className="mw-button" data-kind="outline" onClick={onClose}>
          {labels.keepIt}
        </button>
        <button
          type="button"
          className="mw-button"
          data-kind="danger"
          onClick={() => {
            remove({ commentId: comment.id });
            onClose();
          }}
        >
          {labels.delete}
        </button>
      </div>
    </Dialog>
  );
}
