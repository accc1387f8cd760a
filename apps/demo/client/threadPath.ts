import type { ThreadSummary } from "@meanwhile/core";

/** Where a thread is read: on its order's page, in its channel, or among the private ones. */
export function threadPath({ id, subject, channelId }: Pick<ThreadSummary, "id" | "subject" | "channelId">): string {
  if (subject?.type === "order") return `/orders/${subject.id}/${id}`;
  return `/discussions/${channelId ?? "private"}/${id}`;
}
