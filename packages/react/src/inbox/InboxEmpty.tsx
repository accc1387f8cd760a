"use client";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import type { InboxView } from "./views.ts";

/** What comes here, where nothing is here. */
export function InboxEmpty({ view, onReset }: { view: InboxView; onReset: () => void }): ReactElement {
  const labels = useLabels();
  const { title, hint } = labels.inboxEmpty[view];
  return (
    <Empty title={title}>
      <p>{hint}</p>
      {view !== "inbox" && (
        <button type="button" className="mw-button" data-kind="outline" onClick={onReset}>
          {labels.backToInbox}
        </button>
      )}
    </Empty>
  );
}
