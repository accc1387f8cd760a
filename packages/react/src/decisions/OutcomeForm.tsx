"use client";
import { type Decision, type DecisionId, MeanwhileError, type Operation, type ThreadId } from "@meanwhile/core";
import { forwardRef, type ReactElement, useMemo, useState } from "react";
import { EMPTY_DRAFT, useDraft } from "../provider/useDraft.ts";
import { MarkdownField } from "../comments/MarkdownField.tsx";
import { fromMarkdown, toMarkdown } from "../comments/mentionText.ts";
import { MemberPicker } from "../members/MemberPicker.tsx";
import { useMe } from "../members/useMe.ts";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { AlternativesField } from "./AlternativesField.tsx";
import { DissentField } from "./DissentField.tsx";
import { Field } from "./Field.tsx";
import { ReviewField } from "./ReviewField.tsx";
import { SupersedesField } from "./SupersedesField.tsx";
import { fieldsOf, missingIn } from "./outcomeFields.ts";
import { useCreateDecision } from "./useCreateDecision.ts";
import { useEditDecision } from "./useEditDecision.ts";
import { useFormDraft } from "./useFormDraft.ts";

export interface OutcomeFormProps {
  threadId: ThreadId;
  /** The decision to edit; without it, a new one takes the place of the thread's. */
  decision?: Decision;
  /** False for a thread that is closed already. */
  closable?: boolean;
  /** It was recorded, or is on its way. */
  onDone?: () => void;
  onCancel?: () => void;
  className?: string;
}

/** What was decided, by whom, what else was weighed, who did not agree, and when to look again. What is typed is kept when the form is left. */
export const OutcomeForm = forwardRef<HTMLFormElement, OutcomeFormProps>(function OutcomeForm({ threadId, decision, closable = true, onDone, onCancel, className }, ref): ReactElement {
  const labels = useLabels();
  const { data: me } = useMe();
  const create = useCreateDecision();
  const edit = useEditDecision();
  // What was typed goes on from the wording it began with, days later too: one that came meanwhile is not overwritten unseen.
  const [begun] = useState(decision);
  const place = begun ? `decision:${begun.id}` : `decision:${threadId}`;
  const initial = useMemo(() => ({ ...EMPTY_DRAFT, ...(begun && { ...fromMarkdown(begun.statement), baseVersion: begun.revision }) }), [begun]);
  const initialFields = useMemo(() => fieldsOf(begun, me?.id), [begun, me?.id]);
  const [draft, change, forget] = useDraft(place, initial);
  const [fields, changeFields, forgetFields] = useFormDraft(place, initialFields);
  const [tried, setTried] = useState(false);
  const missing = missingIn(draft.text, fields);
  const told = (part: keyof typeof missing, message: string) => (tried && missing[part] ? message : null);

  const leave = (operation?: Operation) => {
    forget(operation);
    forgetFields(operation);
    // A host may leave the form where it is, for the next one.
    setTried(false);
    onDone?.();
  };
  const submit = () => {
    setTried(true);
    if (Object.values(missing).some(Boolean) || edit.isPending) return;
    const review = fields.reviewOn === "" ? null : { on: fields.reviewOn, ...(begun?.review && { timeZone: begun.review.timeZone }) };
    const { deciders, alternatives, dissent } = fields;
    const wording = { statement: toMarkdown(draft.text, draft.mentions).trim(), deciders, alternatives, dissent, review };
    if (begun) return edit.mutate({ decisionId: begun.id, baseRevision: draft.baseVersion ?? begun.revision, ...wording }, { onSuccess: () => leave() });
    leave(create({ threadId, ...wording, ...(fields.supersedes !== "" && { supersedes: fields.supersedes as DecisionId }), ...(fields.close && closable && { close: {} }) }));
  };
  const revised = MeanwhileError.isInstance(edit.error, "decisions/revised");

  return (
    <form
      ref={ref}
      className={className ? `mw-form ${className}` : "mw-form"}
      noValidate
      aria-label={begun ? labels.editDecision : labels.recordDecision}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={labels.statement} error={told("statement", labels.statementMissing)}>
        {(describedBy) => (
          <MarkdownField label={labels.statement} placeholder={labels.statementPlaceholder} value={draft} onChange={change} onSubmit={submit} threadId={threadId} autoFocus invalid={describedBy !== undefined} describedBy={describedBy}>
            {null}
          </MarkdownField>
        )}
      </Field>
      <Field label={labels.decidedBy} error={told("deciders", labels.decidersMissing)}>
        {(describedBy) => <MemberPicker label={labels.decidedBy} addLabel={labels.addPeople} threadId={threadId} memberIds={fields.deciders} onChange={(deciders) => changeFields({ deciders })} describedBy={describedBy} />}
      </Field>
      <AlternativesField value={fields.alternatives} onChange={(alternatives) => changeFields({ alternatives })} incomplete={tried && missing.alternatives} />
      <DissentField threadId={threadId} value={fields.dissent} onChange={(dissent) => changeFields({ dissent })} incomplete={tried && missing.dissent} />
      <ReviewField value={fields.reviewOn} onChange={(reviewOn) => changeFields({ reviewOn })} />
      {!begun && <SupersedesField threadId={threadId} value={fields.supersedes} onChange={(supersedes) => changeFields({ supersedes })} />}
      {!begun && closable && (
        <label className="mw-choice">
          <input type="checkbox" checked={fields.close} onChange={(event) => changeFields({ close: event.target.checked })} />
          <span>{labels.closeWithDecision}</span>
        </label>
      )}
      {edit.error && (revised ? <Problem title={labels.decisionRevised} /> : <Problem title={labels.decisionFailed} error={edit.error} onRetry={submit} />)}
      <div className="mw-dialog-actions">
        {onCancel && (
          <button type="button" className="mw-button" onClick={onCancel}>
            {labels.cancel}
          </button>
        )}
        <button type="submit" className="mw-button" data-kind="primary" aria-disabled={edit.isPending || undefined}>
          {begun ? labels.save : labels.record}
        </button>
      </div>
    </form>
  );
});

/** The same form in a dialog, open for as long as it is rendered. */
export function OutcomeDialog({ onClose, ...rest }: Omit<OutcomeFormProps, "onCancel" | "onDone"> & { onClose: () => void }): ReactElement {
  const labels = useLabels();
  return (
    <Dialog title={rest.decision ? labels.editDecision : labels.recordDecision} onClose={onClose}>
      <OutcomeForm {...rest} onCancel={onClose} onDone={onClose} />
    </Dialog>
  );
}
