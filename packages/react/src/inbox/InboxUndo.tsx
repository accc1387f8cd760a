"use client";
import { Undo2, X } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import type { InboxChange } from "./useInboxChange.ts";

export interface Undoable {
  change: InboxChange;
  /** What was done, in words. */
  said: string;
}

/** Says what was done, and takes it back, for as long as nobody waves it away or does something else: nobody has to be quick. Screen readers hear it without losing their place. */
export function InboxUndo({ last, onDone }: { last: Undoable | null; onDone: () => void }): ReactElement {
  const labels = useLabels();
  return (
    <div className="mw-inbox-undo" role="status">
      {last && (
        <>
          <span>{last.said}</span>
          <button type="button" className="mw-button" onClick={() => void last.change.undo().finally(onDone)}>
            <Undo2 aria-hidden className="mw-mirrored" />
            {labels.undo}
          </button>
          <button type="button" className="mw-button" data-icon="" aria-label={labels.close} onClick={onDone}>
            <X aria-hidden />
          </button>
        </>
      )}
    </div>
  );
}
