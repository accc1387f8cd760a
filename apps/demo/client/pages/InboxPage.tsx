import type { ThreadId } from "@meanwhile/core";
import { CatchUp, Inbox, useInboxCounts } from "@meanwhile/react";
import { type ReactElement, useState } from "react";
import { navigate } from "../router.tsx";
import { usePageTitle } from "../usePageTitle.ts";
import { Reading } from "./Reading.tsx";

const DAY = 86_400_000;

/** What waits for this person, and beside it the thread that they chose, or what happened while they were away. */
export function InboxPage({ threadId }: { threadId: string | undefined }): ReactElement {
  const { data: counts } = useInboxCounts();
  usePageTitle(threadId ? undefined : counts && counts.unread > 0 ? `Inbox (${counts.unread})` : "Inbox");
  const itemId = threadId ? `inb_${threadId.slice(4)}` : null;
  return (
    <div className="discussions inbox-page" data-view={threadId ? "thread" : "threads"}>
      <div className="pane pane-threads">
        <div className="pane-head">
          <div className="pane-title">
            <h1>Inbox</h1>
          </div>
        </div>
        <Inbox itemId={itemId} href={(item) => `/inbox/${item.threadId ?? ""}`} onOpen={(item) => item.threadId && navigate(`/inbox/${item.threadId}`)} />
      </div>
      <div className="pane pane-thread">{threadId ? <Reading key={threadId} threadId={threadId as ThreadId} back={{ to: "/inbox", name: "Inbox" }} /> : <Missed />}</div>
    </div>
  );
}

const PERIODS = [
  [1, "a day"],
  [7, "a week"],
  [30, "a month"],
] as const;

function Missed(): ReactElement {
  const [days, setDays] = useState<number>(7);
  // To the minute, so that the same period is the same question.
  const [now] = useState(() => Math.floor(Date.now() / 60_000) * 60_000);
  return (
    <div className="reading missed">
      <label className="missed-period">
        I was away for{" "}
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {PERIODS.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <CatchUp from={new Date(now - days * DAY).toISOString()} href={({ threadId }) => `/inbox/${threadId}`} onOpen={({ threadId }) => navigate(`/inbox/${threadId}`)} />
    </div>
  );
}
