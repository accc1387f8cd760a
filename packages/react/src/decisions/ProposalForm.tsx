"use client";
import type { ThreadId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useId, useState } from "react";
import { AudienceReach } from "../comments/AudienceReach.tsx";
import { useDraft } from "../provider/useDraft.ts";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { toMarkdown } from "../comments/mentionText.ts";
import { MemberPicker } from "../members/MemberPicker.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Field } from "./Field.tsx";
import { useCreateProposal } from "./useCreateProposal.ts";
import { useFormDraft } from "./useFormDraft.ts";

export interface ProposalFormProps {
  threadId: ThreadId;
  onDone?: () => void;
  onCancel?: () => void;
  className?: string;
}

const INITIAL = {
  whom: "channel" as "channel" | "members",
  memberIds: [] as string[],
  days: "3",
  silence: "consents" as "consents" | "abstains",
  minimum: "1",
  objection: "escalates" as "escalates" | "rejects",
};

/** A proposal as sentences: what, who is asked, how long they have, and what silence and objections mean. */
export const ProposalForm = forwardRef<HTMLFormElement, ProposalFormProps>(function ProposalForm({ threadId, onDone, onCancel, className }, ref): ReactElement {
  const labels = useLabels();
  const create = useCreateProposal();
  const place = `proposal:${threadId}`;
  const [draft, change, forget] = useDraft(place);
  const [fields, changeFields, forgetFields] = useFormDraft(place, INITIAL);
  const [tried, setTried] = useState(false);
  const ids = { days: useId(), minimum: useId() };
  const { whom, memberIds, silence, objection } = fields;
  const [days, minimum] = [whole(fields.days), whole(fields.minimum)];
  const wrong = {
    text: draft.text.trim() === "" ? labels.proposalMissing : null,
    people: whom === "members" && memberIds.length === 0 ? labels.askMissing : null,
    days: days === null || days > 60 ? labels.daysInvalid : null,
    minimum: minimum === null || (whom === "members" && memberIds.length > 0 && minimum > memberIds.length) ? labels.minimumInvalid : null,
  };
  // A number is wrong as soon as it stands there; what is empty is missing only once somebody tried.
  const told = { text: tried ? wrong.text : null, people: tried ? wrong.people : null, days: wrong.days, minimum: wrong.minimum };

  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some((message) => message !== null)) return;
    const operation = create({
      threadId,
      statement: toMarkdown(draft.text, draft.mentions).trim(),
      voters: whom === "channel" ? { kind: "channel" } : { kind: "members", memberIds },
      workingDays: days!,
      silence,
      minimum: { kind: "count", value: minimum! },
      objection,
    });
    forget(operation);
    forgetFields(operation);
    // A host may leave the form where it is, for the next one.
    setTried(false);
    onDone?.();
  };
  const invalid = (message: string | null, id: string) => (message ? { "aria-invalid": true, "aria-describedby": `${id}-error` } : {});

  return (
    <form
      ref={ref}
      className={className ? `mw-form ${className}` : "mw-form"}
      noValidate
      aria-label={labels.propose}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={labels.proposalStatement} error={told.text}>
        {(describedBy) => (
          <MarkdownField label={labels.proposalStatement} placeholder={labels.proposalPlaceholder} value={draft} onChange={change} onSubmit={submit} threadId={threadId} autoFocus invalid={describedBy !== undefined} describedBy={describedBy}>
            {null}
          </MarkdownField>
        )}
      </Field>
      <div className="mw-sentence">
        <span>{labels.ask}</span>
        <select className="mw-input" aria-label={labels.ask} value={whom} onChange={(event) => changeFields({ whom: event.target.value as typeof whom })}>
          <option value="channel">{labels.askChannel}</option>
          <option value="members">{labels.askPeople}</option>
        </select>
        <span>{labels.giveDays}</span>
        <input id={ids.days} className="mw-input mw-number" type="number" inputMode="numeric" min={1} max={60} aria-label={labels.workingDays} value={fields.days} onChange={(event) => changeFields({ days: event.target.value })} {...invalid(told.days, ids.days)} />
        <span>{labels.workingDays}</span>
      </div>
      {told.days && (
        <p id={`${ids.days}-error`} className="mw-error">
          {told.days}
        </p>
      )}
      {whom === "members" && (
        <Field label={labels.ask} error={told.people}>
          {(describedBy) => <MemberPicker label={labels.ask} addLabel={labels.addPeople} threadId={threadId} memberIds={memberIds} onChange={(chosen) => changeFields({ memberIds: chosen })} describedBy={describedBy} />}
        </Field>
      )}
      <AudienceReach threadId={threadId} audience={whom === "channel" ? { kind: "channel" } : { kind: "people", memberIds, groupIds: [] }} />
      <div className="mw-sentence">
        <span>{labels.silenceIs}</span>
        <select className="mw-input" aria-label={labels.silenceIs} value={silence} onChange={(event) => changeFields({ silence: event.target.value as typeof silence })}>
          <option value="consents">{labels.silenceConsents}</option>
          <option value="abstains">{labels.silenceAbstains}</option>
        </select>
      </div>
      <div className="mw-sentence">
        <span>{labels.atLeast}</span>
        <input id={ids.minimum} className="mw-input mw-number" type="number" inputMode="numeric" min={1} max={1000} aria-label={labels.atLeast} value={fields.minimum} onChange={(event) => changeFields({ minimum: event.target.value })} {...invalid(told.minimum, ids.minimum)} />
        <span>{labels.mustAnswer}</span>
      </div>
      {told.minimum && (
        <p id={`${ids.minimum}-error`} className="mw-error">
          {told.minimum}
        </p>
      )}
      <div className="mw-sentence">
        <span>{labels.objectionMeans}</span>
        <select className="mw-input" aria-label={labels.objectionMeans} value={objection} onChange={(event) => changeFields({ objection: event.target.value as typeof objection })}>
          <option value="escalates">{labels.objectionEscalates}</option>
          <option value="rejects">{labels.objectionRejects}</option>
        </select>
      </div>
      <div className="mw-dialog-actions">
        {onCancel && (
          <button type="button" className="mw-button" onClick={onCancel}>
            {labels.cancel}
          </button>
        )}
        <button type="submit" className="mw-button" data-kind="primary">
          {labels.propose}
        </button>
      </div>
    </form>
  );
});

/** The same form in a dialog, open for as long as it is rendered. */
export function ProposalDialog({ onClose, ...rest }: Omit<ProposalFormProps, "onCancel" | "onDone"> & { onClose: () => void }): ReactElement {
  const labels = useLabels();
  return (
    <Dialog title={labels.propose} description={labels.proposeHint} onClose={onClose}>
      <ProposalForm {...rest} onCancel={onClose} onDone={onClose} />
    </Dialog>
  );
}

/** A whole number from 1 on, or nothing. */
function whole(text: string): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 ? number : null;
}
