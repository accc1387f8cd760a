import type { Operation } from "../client/operation.ts";
import type { InboxFilter } from "./inbox.queries.ts";
import type { InboxItem, InboxState, Snooze, SnoozeUntil } from "./inbox.schema.ts";

/** An item as the member who changed it sees it at once. */
export type InboxItemView = InboxItem & {
  /** The change that the server will not have as it is; `null` where there is none. */
  operation: Operation | null;
};

/** An item with a member's operations on it applied; what failed is undone, and shown in `operation`. */
export function applyInboxOperations(item: InboxItem, operations: readonly Operation[]): InboxItemView {
  let view = item;
  let failed: Operation | null = null;
  for (const operation of operations) {
    if (operation.status === "sent") {
      const result = resultOf(operation);
      // A tie goes to the answer: the list was read before it.
      if (result?.id === item.id && result.version >= view.version) view = result;
      else if (operation.call === "inbox.archiveAll" || operation.call === "inbox.readAll") view = { ...view, ...changeOf(operation, view) };
      continue;
    }
    const change = changeOf(operation, view);
    if (!change) continue;
    if (operation.status === "failed") failed ??= operation;
    else view = { ...view, ...change };
  }
  return { ...view, operation: failed };
}

/** Does a list with this filter hold the item as it is now? What was just marked done leaves the inbox before the server says so. */
export function showsItem({ state, saved, snoozed, reason, channelId, kind }: InboxFilter, item: InboxItem): boolean {
  const states: readonly InboxState[] = state ? [state] : saved || snoozed ? ["unread", "read", "done"] : ["unread", "read"];
  const hidden = saved ? undefined : (snoozed ?? false);
  return (
    states.includes(item.state) &&
    (saved === undefined || (item.savedAt !== null) === saved) &&
    (hidden === undefined || (item.snooze !== null) === hidden) &&
    (reason === undefined || item.reasons.includes(reason)) &&
    (channelId === undefined || item.channel?.id === channelId) &&
    (kind === undefined || item.kind === kind)
  );
}

function changeOf(operation: Operation, item: InboxItem): Partial<InboxItem> | null {
  switch (operation.call) {
    case "inbox.setState":
      return operation.input.itemId === item.id ? stateOf(item, operation.input.state, operation.input.from) : null;
    case "inbox.setSaved":
      return operation.input.itemId === item.id ? { savedAt: operation.input.saved ? (item.savedAt ?? operation.createdAt) : null } : null;
    case "inbox.snooze":
      return operation.input.itemId === item.id ? { snooze: snoozeOf(item, operation.input.until), woken: null } : null;
    case "inbox.unsnooze":
      return operation.input.itemId === item.id ? { snooze: null } : null;
    case "inbox.archiveAll":
    case "inbox.readAll": {
      const { olderThan, ...filter } = operation.input;
      // What came in since is not meant.
      const known = item.changedAt < (olderThan ?? operation.createdAt);
      return known && showsItem(filter, item) ? stateOf(item, operation.call === "inbox.archiveAll" ? "done" : "read", undefined) : null;
    }
    case "threads.setPosition": {
      if (item.kind !== "thread" || operation.input.threadId !== item.threadId || !item.lastComment) return null;
      const last = item.lastComment.number;
      const unreadCount = Math.max(0, last - operation.input.position);
      if (unreadCount === 0) return stateOf(item, item.state === "done" ? "done" : "read", undefined);
      return { unreadFrom: operation.input.position + 1, unreadCount };
    }
    default:
      return null;
  }
}

function stateOf(item: InboxItem, state: InboxState, from: number | undefined): Partial<InboxItem> {
  if (state !== "unread") return { state, unreadFrom: null, unreadCount: 0, woken: null };
  const last = item.lastComment?.number ?? 0;
  const unreadFrom = from ?? item.unreadFrom ?? last;
  return { state, unreadFrom, unreadCount: last === 0 ? 0 : last - unreadFrom + 1, snooze: null };
}

function snoozeOf(item: InboxItem, until: SnoozeUntil): Snooze {
  if (until.kind === "time") return { kind: "time", at: until.at, member: null };
  if (until.kind !== "member") return { kind: until.kind, at: null, member: null };
  const known = [item.by, item.lastComment?.author].find((member) => member?.id === until.memberId);
  return { kind: "member", at: null, member: known ?? { id: until.memberId, name: "", avatarUrl: null } };
}

function resultOf(operation: Operation): InboxItem | null | undefined {
  switch (operation.call) {
    case "inbox.setState":
    case "inbox.setSaved":
    case "inbox.snooze":
    case "inbox.unsnooze":
      return operation.result?.item;
    default:
      return null;
  }
}
