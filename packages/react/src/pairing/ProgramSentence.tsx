import type { ReactElement, ReactNode } from "react";
import type { ProgramFields, ProgramProblems } from "./programFields.ts";

/** What each part of the form is given. */
export interface ProgramFieldProps {
  fields: ProgramFields;
  problems: ProgramProblems;
  change: (part: Partial<ProgramFields>) => void;
}

/** Fields within a sentence, and what is wrong with them under it. */
export function Sentence({ error, errorId, children }: { error?: string | undefined; errorId?: string; children: ReactNode }): ReactElement {
  return (
    <div className="mw-field">
      <div className="mw-sentence">{children}</div>
      {errorId && <ErrorText id={errorId} text={error} />}
    </div>
  );
}

export function ErrorText({ id, text }: { id: string; text: string | undefined }): ReactElement | null {
  return text === undefined ? null : (
    <p id={id} className="mw-error">
      {text}
    </p>
  );
}

export function described(problem: string | undefined, id: string) {
  return problem === undefined ? {} : { "aria-invalid": true, "aria-describedby": id };
}
