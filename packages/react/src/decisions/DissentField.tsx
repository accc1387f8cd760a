"use client";
import type { ThreadId } from "@meanwhile/core";
import type { ReactElement } from "react";
import { MemberPicker } from "../members/MemberPicker.tsx";
import { useMembers } from "../members/useMembers.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Field } from "./Field.tsx";

type Dissent = { memberId: string; text: string }[];

/** Who did not agree, and what each holds against it. */
export function DissentField({ threadId, value, onChange, incomplete }: { threadId: ThreadId; value: Dissent; onChange: (value: Dissent) => void; incomplete: boolean }): ReactElement {
  const labels = useLabels();
  const memberIds = value.map((one) => one.memberId);
  const { data: members } = useMembers({ ids: memberIds }, { enabled: value.length > 0 });
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? "…";
  return (
    <Field label={labels.dissent} error={incomplete ? labels.dissentMissing : null}>
      {(describedBy) => (
        <div className="mw-lines">
          <MemberPicker label={labels.dissent} addLabel={labels.addDissent} threadId={threadId} memberIds={memberIds} describedBy={describedBy} onChange={(ids) => onChange(ids.map((memberId) => value.find((one) => one.memberId === memberId) ?? { memberId, text: "" }))} />
          {value.map((one) => (
            <input
              key={one.memberId}
              className="mw-input"
              dir="auto"
              maxLength={5000}
              aria-label={labels.dissentOf(nameOf(one.memberId))}
              placeholder={labels.dissentOf(nameOf(one.memberId))}
              aria-invalid={(incomplete && one.text.trim() === "") || undefined}
              value={one.text}
              onChange={(event) => onChange(value.map((other) => (other === one ? { ...one, text: event.target.value } : other)))}
            />
          ))}
        </div>
      )}
    </Field>
  );
}
