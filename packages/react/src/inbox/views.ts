import type { InboxFilter } from "@meanwhile/core";

/** What of an inbox is shown. */
export type InboxView = "inbox" | "mentioned" | "saved" | "snoozed" | "done";

export const INBOX_VIEWS: Record<InboxView, InboxFilter> = {
  inbox: {},
  mentioned: { reason: "mentioned" },
  saved: { saved: true },
  snoozed: { snoozed: true },
  done: { state: "done" },
};
