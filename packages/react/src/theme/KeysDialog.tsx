"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "./Dialog.tsx";

/** The keys of a list, and what they do. */
export function KeysDialog({ keys, onClose }: { keys: readonly (readonly [key: string, meaning: string])[]; onClose: () => void }): ReactElement {
  const labels = useLabels();
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
