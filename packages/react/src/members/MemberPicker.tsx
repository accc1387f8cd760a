"use client";
import type { MemberRef, ThreadId } from "@meanwhile/core";
import { Plus, X } from "../theme/icons.ts";
import { type ReactElement, useId } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Popover } from "../theme/Popover.tsx";
import { usePopover } from "../theme/usePopover.ts";
import { PeoplePicker } from "./PeoplePicker.tsx";
import { useMembers } from "./useMembers.ts";

export interface MemberPickerProps {
  label: string;
  /** What the button says that adds some. */
  addLabel: string;
  threadId: ThreadId;
  memberIds: readonly string[];
  onChange: (memberIds: string[]) => void;
  describedBy?: string | undefined;
}

/** People by name, each to be taken out again, and a button that adds more. */
export function MemberPicker({ label, addLabel, threadId, memberIds, onChange, describedBy }: MemberPickerProps): ReactElement {
  const labels = useLabels();
  const { open, setOpen, button, buttonProps } = usePopover();
  const id = useId();
  const { data: members } = useMembers({ ids: [...memberIds] }, { enabled: memberIds.length > 0 });
  const named = memberIds.map((memberId): MemberRef => members.find((member) => member.id === memberId) ?? { id: memberId, name: "…", avatarUrl: null });
  return (
    <div className="mw-picker" role="group" aria-label={label} aria-describedby={describedBy}>
      {named.map((member) => (
        <span key={member.id} className="mw-picked">
          <bdi>{member.name}</bdi>
          <button
            type="button"
            className="mw-button"
            data-icon=""
            aria-label={labels.removePerson(member.name)}
            onClick={() => {
              onChange(memberIds.filter((other) => other !== member.id));
              button.current?.focus();
            }}
          >
            <X aria-hidden />
          </button>
        </span>
      ))}
      <button
        ref={button}
        type="button"
        className="mw-button"
        data-kind="outline"
        aria-controls={open ? id : undefined}
        {...buttonProps}
      >
        <Plus aria-hidden />
        {addLabel}
      </button>
      {open && (
        <Popover anchor={button} id={id} role="dialog" aria-label={addLabel} onClose={() => setOpen(false)} className="mw-audience-box">
          <PeoplePicker threadId={threadId} memberIds={memberIds} onChange={onChange} />
        </Popover>
      )}
    </div>
  );
}
