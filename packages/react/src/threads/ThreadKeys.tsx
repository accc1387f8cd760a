"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";

/** The keys of a thread list. */
export function ThreadKeys({ onClose }: { onClose: () => void }): ReactElement {
  const labels = useLabels();
  const keys = [
    ["j ↓", labels.keyNext],
    ["k ↑", labels.keyPrevious],
    ["Enter", labels.keyOpen],
    ["Home", labels.keyFirst],
    ["End", labels.keyLast],
    ["?", labels.keyHelp],
  ] as const;
  return (
    <Dialog title={labels.keys} onClose={onClose}>
      <dl className="mw-keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
