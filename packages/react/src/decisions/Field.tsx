import { type ReactElement, type ReactNode, useId } from "react";

/** A field with its name over it, and what is wrong with it beside it. */
export function Field({ label, error, children }: { label: string; error: string | null; children: (describedBy: string | undefined) => ReactNode }): ReactElement {
  const id = useId();
  return (
    <div className="mw-field">
      <span className="mw-label" aria-hidden>
        {label}
      </span>
      {children(error ? id : undefined)}
      {error && (
        <p id={id} className="mw-error">
          {error}
        </p>
      )}
    </div>
  );
}
