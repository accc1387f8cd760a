import type { ReactElement } from "react";

/** A small icon in a line that says something of it, with the word for whoever does not see it. */
export function Mark({ icon, label }: { icon: ReactElement; label: string }): ReactElement {
  return (
    <span className="mw-mark" title={label}>
      {icon}
      <span className="mw-hidden">{label}</span>
    </span>
  );
}
