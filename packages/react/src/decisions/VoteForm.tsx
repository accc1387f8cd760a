"use client";
import type { Choice, Proposal, Voter } from "@meanwhile/core";
import { Check, Hand, Minus } from "../theme/icons.ts";
import { type ReactElement, useId, useState } from "react";
import { useDraft } from "../provider/useDraft.ts";
import { useMe } from "../members/useMe.ts";
import { useLabels } from "../provider/useLabels.ts";
import { useRoving } from "../theme/useRoving.ts";
import { useFormDraft } from "./useFormDraft.ts";
import { useVote } from "./useVote.ts";

const NOTHING = { alternative: "" };
const CHOICES: readonly { choice: Choice; Icon: typeof Check }[] = [
  { choice: "agree", Icon: Check },
  { choice: "abstain", Icon: Minus },
  { choice: "object", Icon: Hand },
];

/**
 * One voter's answer. Agreeing takes one press; abstaining and objecting open what is to be said with it, kept until it is sent. An answer
 * can change until the end.
 */
export function VoteForm({ proposal, voter }: { proposal: Proposal; voter: Voter }): ReactElement {
  const labels = useLabels();
  const { data: me } = useMe();
  const vote = useVote(proposal.threadId);
  const place = `vote:${proposal.id}:${voter.member.id}`;
  const [draft, change, forget] = useDraft(place);
  const [{ alternative }, changeFields, forgetFields] = useFormDraft(place, NOTHING);
  const [open, setOpen] = useState<"abstain" | "object" | null>(null);
  const [tried, setTried] = useState(false);
  const ids = { text: useId(), alternative: useId() };
  const roving = useRoving({ axis: "horizontal" });
  const mine = me?.id === voter.member.id;
  const text = draft.text.trim();
  const missing = { text: open === "object" && text === "", alternative: open === "object" && alternative.trim() === "" };

  const send = (choice: Choice) => {
    const whose = { proposalId: proposal.id, ...(!mine && { voterId: voter.member.id }) };
    const operation = vote(choice === "object" ? { ...whose, choice, text, alternative: alternative.trim() } : { ...whose, choice, ...(text && choice === "abstain" && { text }) });
    forget(operation);
    forgetFields(operation);
    setTried(false);
    setOpen(null);
  };
  const choose = (choice: Choice) => {
    if (choice === "agree") return send(choice);
    // What was said before is there to be changed.
    if (draft.text === "" && voter.vote?.text) change({ text: voter.vote.text });
    if (alternative === "" && voter.vote?.alternative) changeFields({ alternative: voter.vote.alternative });
    setOpen(choice);
  };

  return (
    <form
      className="mw-vote"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (open && !missing.text && !missing.alternative) send(open);
      }}
    >
      <fieldset className="mw-form">
        <legend className="mw-label">{mine ? labels.yourAnswer : labels.answerFor(voter.member.name)}</legend>
        <div className="mw-vote-choices" role="toolbar" aria-label={mine ? labels.yourAnswer : labels.answerFor(voter.member.name)} {...roving.container}>
          {CHOICES.map(({ choice, Icon }, index) => (
            <button key={choice} type="button" className="mw-button" data-kind="outline" aria-pressed={voter.vote?.choice === choice} aria-expanded={choice === "agree" ? undefined : open === choice} onClick={() => choose(choice)} {...roving.item(index)}>
              <Icon aria-hidden />
              {labels[choice]}
            </button>
          ))}
        </div>
        {open && (
          <>
            <div className="mw-field">
              <label htmlFor={ids.text}>{open === "object" ? labels.objection : labels.abstainReason}</label>
              <textarea key={open} id={ids.text} className="mw-input" dir="auto" rows={2} maxLength={5000} ref={focusOnce} value={draft.text} aria-invalid={(tried && missing.text) || undefined} aria-describedby={tried && missing.text ? `${ids.text}-error` : undefined} onChange={(event) => change({ text: event.target.value })} />
              {tried && missing.text && (
                <p id={`${ids.text}-error`} className="mw-error">
                  {labels.objectionMissing}
                </p>
              )}
            </div>
            {open === "object" && (
              <div className="mw-field">
                <label htmlFor={ids.alternative}>{labels.objectionAlternative}</label>
                <textarea id={ids.alternative} className="mw-input" dir="auto" rows={2} maxLength={5000} value={alternative} aria-invalid={(tried && missing.alternative) || undefined} aria-describedby={tried && missing.alternative ? `${ids.alternative}-error` : undefined} onChange={(event) => changeFields({ alternative: event.target.value })} />
                {tried && missing.alternative && (
                  <p id={`${ids.alternative}-error`} className="mw-error">
                    {labels.objectionAlternativeMissing}
                  </p>
                )}
              </div>
            )}
            <div className="mw-dialog-actions">
              <button type="button" className="mw-button" onClick={() => setOpen(null)}>
                {labels.cancel}
              </button>
              <button type="submit" className="mw-button" data-kind="primary">
                {labels[open]}
              </button>
            </div>
          </>
        )}
      </fieldset>
    </form>
  );
}

const focused = new WeakSet<HTMLElement>();

/** A field that opened by a press takes the focus, once. */
function focusOnce(element: HTMLTextAreaElement | null): void {
  if (!element || focused.has(element)) return;
  focused.add(element);
  element.focus();
}
