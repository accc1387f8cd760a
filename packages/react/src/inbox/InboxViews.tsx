"use client";
import type { InboxCounts } from "@meanwhile/core";
import { CheckCheck, Ellipsis, MailOpen } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Menu } from "../theme/Menu.tsx";
import { useRoving } from "../theme/useRoving.ts";
import { INBOX_VIEWS, type InboxView } from "./views.ts";
import { useInboxCounts } from "./useInboxCounts.ts";

const VIEWS = Object.keys(INBOX_VIEWS) as InboxView[];
const DAY = 86_400_000;

interface InboxViewsProps {
  value: InboxView;
  onChange: (view: InboxView) => void;
  onReadAll: () => void;
  /** Everything, or what changed last before that instant. */
  onArchiveAll: (olderThan?: string) => void;
}

/** Which part of the inbox, how much there is in each, and what can be done with all of it. */
export function InboxViews({ value, onChange, onReadAll, onArchiveAll }: InboxViewsProps): ReactElement {
  const labels = useLabels();
  const { data: counts } = useInboxCounts();
  const roving = useRoving({ axis: "horizontal" });
  const before = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  return (
    <div className="mw-inbox-head">
      <div className="mw-filter" role="toolbar" aria-label={labels.inboxViews} {...roving.container}>
        {VIEWS.map((view, index) => {
          const count = countOf(view, counts);
          return (
            <button key={view} type="button" className="mw-button mw-chip" aria-pressed={view === value} onClick={() => onChange(view)} {...roving.item(index)}>
              {labels.inboxViewNames[view]}
              {count > 0 && <span className="mw-count">{count >= 1000 ? labels.thousandOrMore : count}</span>}
            </button>
          );
        })}
      </div>
      <Menu
        label={labels.inboxActions}
        items={[
          { id: "read", label: labels.markAllRead, icon: <MailOpen aria-hidden />, onSelect: onReadAll },
          { id: "week", label: labels.archiveOlder(7), icon: <CheckCheck aria-hidden />, onSelect: () => onArchiveAll(before(7)) },
          { id: "month", label: labels.archiveOlder(30), icon: <CheckCheck aria-hidden />, onSelect: () => onArchiveAll(before(30)) },
          { id: "all", label: labels.archiveEverything, icon: <CheckCheck aria-hidden />, onSelect: () => onArchiveAll() },
        ]}
      >
        <Ellipsis aria-hidden />
      </Menu>
    </div>
  );
}

/** A number only where it can be acted on: what is done is not counted. */
function countOf(view: InboxView, counts: InboxCounts | undefined): number {
  if (!counts || view === "done") return 0;
  if (view === "inbox") return counts.unread;
  return view === "mentioned" ? (counts.byReason.mentioned ?? 0) : counts[view];
}
