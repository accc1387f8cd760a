import type { ReactElement, ReactNode } from "react";

/** What a list says while it has nothing: what will come, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <div className="mw-empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}
