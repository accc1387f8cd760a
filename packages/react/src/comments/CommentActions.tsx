"use client";
import type { CommentView } from "@meanwhile/core";
import { Check, Ellipsis, Pencil, SmilePlus, Trash2 } from "../theme/icons.ts";
import { type ReactElement, useRef, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMe } from "../members/useMe.ts";
import { Menu, type MenuItem } from "../theme/Menu.tsx";
import { DeleteComment } from "./DeleteComment.tsx";
import { ReactionPicker } from "./ReactionPicker.tsx";
import { useSetAcknowledged } from "./useSetAcknowledged.ts";
import { useSetReaction } from "./useSetReaction.ts";

/** What a reader can do with a comment. It shows itself when the comment has pointer or focus, and always where there is no pointer. */
export function CommentActions({ comment, actions = [], onEdit }: { comment: CommentView; actions?: MenuItem[] | undefined; onEdit: () => void }): ReactElement {
  const labels = useLabels();
  const { data: me } = useMe();
  const setReaction = useSetReaction(comment.threadId);
  const setAcknowledged = useSetAcknowledged(comment.threadId);
  const [picking, setPicking] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const smile = useRef<HTMLButtonElement>(null);
  const wasPicking = useRef(false);
  const acknowledged = comment.acknowledgements.some((one) => one.by === me?.id);
  const mine = me !== undefined && me.id === comment.author.id;
  const items: MenuItem[] = [...actions];
  if (comment.can.edit) items.push({ id: "edit", label: labels.edit, icon: <Pencil aria-hidden />, onSelect: onEdit });
  if (comment.can.delete) items.push({ id: "delete", label: labels.delete, icon: <Trash2 aria-hidden />, kind: "danger", onSelect: () => setDeleting(true) });

  return (
    <div className="mw-comment-actions" role="group" aria-label={labels.commentActions} data-open={picking ? "" : undefined}>
      <button
        ref={smile}
        type="button"
        className="mw-button"
        data-icon=""
        aria-label={labels.react}
        aria-haspopup="dialog"
        aria-expanded={picking}
        onPointerDown={() => (wasPicking.current = picking)}
        onClick={() => {
          setPicking(!wasPicking.current);
          wasPicking.current = false;
        }}
      >
        <SmilePlus aria-hidden />
      </button>
      {!mine && (
        <button type="button" className="mw-button" data-icon="" aria-label={labels.acknowledge} title={labels.acknowledge} aria-pressed={acknowledged} onClick={() => setAcknowledged({ commentId: comment.id, acknowledged: !acknowledged })}>
          <Check aria-hidden />
        </button>
      )}
      {items.length > 0 && (
        <Menu label={labels.more} items={items}>
          <Ellipsis aria-hidden />
        </Menu>
      )}
      {picking && (
        <ReactionPicker
          anchor={smile}
          onClose={() => setPicking(false)}
          onPick={(emoji) => {
            setPicking(false);
            const mineAlready = comment.reactions.some((reaction) => reaction.emoji === emoji && me && reaction.memberIds.includes(me.id));
            setReaction({ commentId: comment.id, emoji, on: !mineAlready });
          }}
        />
      )}
      {deleting && <DeleteComment comment={comment} onClose={() => setDeleting(false)} />}
    </div>
  );
}
