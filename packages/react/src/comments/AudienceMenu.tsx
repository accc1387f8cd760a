"use client";
import type { Audience, Thread } from "@meanwhile/core";
import { Bell, ChevronDown } from "../theme/icons.ts";
import { type ReactElement, useId } from "react";
import { PeoplePicker } from "../members/PeoplePicker.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Popover } from "../theme/Popover.tsx";
import { usePopover } from "../theme/usePopover.ts";
import { AudienceReach } from "./AudienceReach.tsx";

export interface AudienceMenuProps {
  thread: Pick<Thread, "id" | "channelId">;
  value: Audience;
  onChange: (audience: Audience) => void;
}

/** Whom a comment is for: a quiet line that says it, and opens what changes it. */
export function AudienceMenu({ thread, value, onChange }: AudienceMenuProps): ReactElement {
  const labels = useLabels();
  const { open, setOpen, button, buttonProps } = usePopover();
  const name = useId();
  const kinds: readonly [Audience["kind"], string, string][] = [
    ["thread", labels.audienceThread, labels.audienceThreadHint],
    ...(thread.channelId ? [["channel", labels.audienceChannel, labels.audienceChannelHint] as [Audience["kind"], string, string]] : []),
    ["people", labels.audiencePeople, labels.audiencePeopleHint],
  ];
  const summary = value.kind === "people" ? labels.audienceSome(value.memberIds.length) : (kinds.find(([kind]) => kind === value.kind)?.[1] ?? labels.audienceThread);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="mw-button mw-audience"
        {...buttonProps}
      >
        <Bell aria-hidden />
        <span className="mw-hidden">{labels.audience}: </span>
        {summary}
        <ChevronDown aria-hidden />
      </button>
      {open && (
        <Popover anchor={button} side="above" role="dialog" aria-label={labels.audience} onClose={() => setOpen(false)} className="mw-audience-box">
          <fieldset>
            <legend className="mw-hidden">{labels.audience}</legend>
            {kinds.map(([kind, label, hint]) => (
              <label key={kind} className="mw-choice">
                <input
                  type="radio"
                  name={name}
                  checked={value.kind === kind}
                  data-autofocus={value.kind === kind ? "" : undefined}
                  onChange={() => onChange(kind === "people" ? { kind, memberIds: [], groupIds: [] } : { kind })}
                />
                <span>
                  {label}
                  <span className="mw-meta">{hint}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {value.kind === "people" && <PeoplePicker threadId={thread.id} memberIds={value.memberIds} onChange={(memberIds) => onChange({ ...value, memberIds })} />}
          <AudienceReach threadId={thread.id} audience={value} />
        </Popover>
      )}
    </>
  );
}
