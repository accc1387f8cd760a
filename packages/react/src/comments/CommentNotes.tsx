"use client";
import type { CommentView } from "@meanwhile/core";
import { Check } from "../theme/icons.ts";
import { type ReactElement, type ReactNode, useRef, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useMe } from "../members/useMe.ts";
import { Popover } from "../theme/Popover.tsx";
import { MemberNames } from "../members/MemberNames.tsx";
import { useSetAcknowledged } from "./useSetAcknowledged.ts";
import { useSetReaction } from "./useSetReaction.ts";

/** Reactions and acknowledgements under a comment, where there are any: how many, and on pointer or focus who. */
export function CommentNotes({ comment }: { comment: CommentView }): ReactElement | null {
  const labels = useLabels();
  const { data: me } = useMe();
  const setReaction = useSetReaction(comment.threadId);
  const setAcknowledged = useSetAcknowledged(comment.threadId);
  if (comment.reactions.length === 0 && comment.acknowledgements.length === 0) return null;
  const acknowledgedBy = comment.acknowledgements.map((one) => one.by);
  return (
    <div className="mw-notes" role="group" aria-label={labels.reactions}>
      {comment.reactions.map(({ emoji, memberIds }) => (
        <Note key={emoji} memberIds={memberIds} pressed={me !== undefined && memberIds.includes(me.id)} label={labels.reactedWith(emoji, memberIds.length)} onPress={(on) => setReaction({ commentId: comment.id, emoji, on })}>
          <span className="mw-emoji">{emoji}</span> {memberIds.length}
        </Note>
      ))}
      {acknowledgedBy.length > 0 && (
        <Note memberIds={acknowledgedBy} pressed={me !== undefined && acknowledgedBy.includes(me.id)} disabled={me?.id === comment.author.id} label={labels.acknowledgedBy(acknowledgedBy.length)} onPress={(acknowledged) => setAcknowledged({ commentId: comment.id, acknowledged })}>
          <Check aria-hidden /> {labels.acknowledgedBy(acknowledgedBy.length)}
        </Note>
      )}
    </div>
  );
}

interface NoteProps {
  memberIds: string[];
  pressed: boolean;
  /** Shows who, and does nothing. */
  disabled?: boolean;
  label: string;
  onPress: (on: boolean) => void;
  children: ReactNode;
}

function Note({ memberIds, pressed, disabled = false, label, onPress, children }: NoteProps): ReactElement {
  const [whoShown, setWhoShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="mw-button mw-note"
        aria-label={label}
        aria-pressed={disabled ? undefined : pressed}
        aria-disabled={disabled || undefined}
        onClick={() => !disabled && onPress(!pressed)}
        onPointerEnter={() => setWhoShown(true)}
        onPointerLeave={() => setWhoShown(false)}
        onFocus={() => setWhoShown(true)}
        onBlur={() => setWhoShown(false)}
        onKeyDown={(event) => event.key === "Escape" && setWhoShown(false)}
      >
        {children}
      </button>
      {whoShown && (
        <Popover anchor={button} side="above" mode="manual" role="status" onClose={() => setWhoShown(false)} className="mw-tooltip">
          <MemberNames ids={memberIds} />
        </Popover>
      )}
    </>
  );
}
