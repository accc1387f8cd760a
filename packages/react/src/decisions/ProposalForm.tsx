"use client";
import type { ThreadId } from "@meanwhile/core";
import { forwardRef, type ReactElement, type ReactNode, useId, useState } from "react";
import { AudienceReach } from "../comments/AudienceReach.tsx";
import { useDraft } from "../provider/useDraft.ts";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { toMarkdown } from "../comments/mentionText.ts";
import { MemberPicker } from "../members/MemberPicker.tsx";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { AlternativesField } from "./AlternativesField.tsx";
import { Field } from "./Field.tsx";
import { someIncomplete } from "./outcomeFields.ts";
import { ReviewField } from "./ReviewField.tsx";
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
  minimumOf: "count" as "count" | "percent",
  objection: "escalates" as "escalates" | "rejects",
  alternatives: [] as { text: string; reason: string }[],
  reviewOn: "",
};

/** A proposal as sentences: what, who is asked, how long they have, and what silence and objections mean. */
export const ProposalForm = forwardRef<HTMLFormElement, ProposalFormProps>(function ProposalForm({ threadId, onDone, onCancel, className }, ref): ReactElement {
  const labels = useLabels();
  const create = useCreateProposal();
  const place = `proposal:${threadId}`;
  const [draft, change, forget] = useDraft(place);
  const [fields, changeFields, forgetFields] = useFormDraft(place, INITIAL);
  const [tried, setTried] = useState(false);
  const { whom, memberIds, silence, objection, minimumOf, alternatives, reviewOn } = fields;
  const [days, minimum] = [whole(fields.days), whole(fields.minimum)];
  const wrong = {
    text: draft.text.trim() === "" ? labels.proposalMissing : null,
    people: whom === "members" && memberIds.length === 0 ? labels.askMissing : null,
    days: days === null || days > 60 ? labels.daysInvalid : null,
    minimum: minimumOf === "percent" ? (minimum === null || minimum > 100 ? labels.percentInvalid : null) : minimum === null || (whom === "members" && memberIds.length > 0 && minimum > memberIds.length) ? labels.minimumInvalid : null,
    alternatives: someIncomplete(alternatives) ? labels.alternativeMissing : null,
  };
  // A number is wrong as soon as it stands there; what is empty is missing only once somebody tried.
  const told = { text: tried ? wrong.text : null, people: tried ? wrong.people : null, days: wrong.days, minimum: wrong.minimum, alternatives: tried && wrong.alternatives !== null };

  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some((message) => message !== null)) return;
    const operation = create({
      threadId,
      statement: toMarkdown(draft.text, draft.mentions).trim(),
      voters: whom === "channel" ? { kind: "channel" } : { kind: "members", memberIds },
      workingDays: days!,
      silence,
      minimum: { kind: minimumOf, value: minimum! },
      objection,
      alternatives,
      review: reviewOn === "" ? null : { on: reviewOn },
    });
    forget(operation);
    forgetFields(operation);
    // A host may leave the form where it is, for the next one.
    setTried(false);
    onDone?.();
  };

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
      <Sentence error={told.days}>
        {(invalid) => (
          <>
            <span>{labels.ask}</span>
            <select className="mw-input" aria-label={labels.ask} value={whom} onChange={(event) => changeFields({ whom: event.target.value as typeof whom })}>
              <option value="channel">{labels.askChannel}</option>
              <option value="members">{labels.askPeople}</option>
            </select>
            <span>{labels.giveDays}</span>
            <input className="mw-input mw-number" type="number" inputMode="numeric" min={1} max={60} aria-label={labels.workingDays} value={fields.days} onChange={(event) => changeFields({ days: event.target.value })} {...invalid} />
            <span>{labels.workingDays}</span>
          </>
        )}
      </Sentence>
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
      <Sentence error={told.minimum}>
        {(invalid) => (
          <>
            <span>{labels.atLeast}</span>
            <input className="mw-input mw-number" type="number" inputMode="numeric" min={1} max={minimumOf === "percent" ? 100 : 1000} aria-label={labels.atLeast} value={fields.minimum} onChange={(event) => changeFields({ minimum: event.target.value })} {...invalid} />
            <select className="mw-input" aria-label={labels.minimumOf} value={minimumOf} onChange={(event) => changeFields({ minimumOf: event.target.value as typeof minimumOf })}>
              <option value="count">{labels.minimumCount}</option>
              <option value="percent">{labels.minimumPercent}</option>
            </select>
            <span>{labels.mustAnswer}</span>
          </>
        )}
      </Sentence>
      <div className="mw-sentence">
        <span>{labels.objectionMeans}</span>
        <select className="mw-input" aria-label={labels.objectionMeans} value={objection} onChange={(event) => changeFields({ objection: event.target.value as typeof objection })}>
          <option value="escalates">{labels.objectionEscalates}</option>
          <option value="rejects">{labels.objectionRejects}</option>
        </select>
      </div>
      <AlternativesField value={alternatives} onChange={(next) => changeFields({ alternatives: next })} incomplete={told.alternatives} />
      <ReviewField value={reviewOn} onChange={(next) => changeFields({ reviewOn: next })} />
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

/** Words with fields among them, and below what is wrong with the one that is given `invalid`. */
function Sentence({ error, children }: { error: string | null; children: (invalid: { "aria-invalid"?: true; "aria-describedby"?: string }) => ReactNode }): ReactElement {
  const id = useId();
  return (
    <>
      <div className="mw-sentence">{children(error ? { "aria-invalid": true, "aria-describedby": id } : {})}</div>
      {error && (
        <p id={id} className="mw-error">
          {error}
        </p>
      )}
    </>
  );
}

/** A whole number from 1 on, or nothing. */
function whole(text: string): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 ? number : null;
}
