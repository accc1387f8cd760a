"use client";
import { type ReactElement, useId } from "react";
import { described, type ProgramFieldProps, Sentence } from "./ProgramSentence.tsx";
import { PROMPT_KINDS } from "./programFields.ts";
import { usePairingLabels } from "./usePairingLabels.ts";

/** How many questions each group is given, of which kinds, and questions of the host's own. */
export function ProgramPromptsField({ fields, problems, change }: ProgramFieldProps): ReactElement {
  const labels = usePairingLabels();
  const ids = { error: useId(), own: useId() };
  const chosen = fields.promptKinds;
  return (
    <>
      <Sentence error={problems.prompts} errorId={ids.error}>
        <span>{labels.programPrompts}</span>
        <input className="mw-input mw-number" type="number" inputMode="numeric" min={0} max={5} aria-label={labels.programPrompts} value={fields.promptCount} {...described(problems.prompts, ids.error)} onChange={({ target }) => change({ promptCount: target.value })} />
        <span>{labels.programPromptsOf}</span>
      </Sentence>
      {fields.promptCount !== "0" && (
        <>
          <div className="mw-prompt-kinds" role="group" aria-label={labels.programPromptsOf}>
            {PROMPT_KINDS.map((kind) => (
              <label key={kind} className="mw-choice">
                <input type="checkbox" checked={chosen.includes(kind)} onChange={() => change({ promptKinds: PROMPT_KINDS.filter((each) => (each === kind) !== chosen.includes(each)) })} />
                <span>{labels.promptKind[kind]}</span>
              </label>
            ))}
          </div>
          <div className="mw-field">
            <label htmlFor={ids.own}>{labels.ownPrompts}</label>
            <textarea id={ids.own} className="mw-input" dir="auto" rows={2} value={fields.ownPrompts} onChange={({ target }) => change({ ownPrompts: target.value })} />
          </div>
        </>
      )}
    </>
  );
}
