import { type CommentsPages, commentsKeys, keysTouchedBy, type MeanwhileEvent, type Queries, type QueryKey, type StreamItem } from "@meanwhile/core";
import type { QueryClient } from "@tanstack/react-query";
import { readAgain } from "./readAgain.ts";
import { writeComment } from "./writeResult.ts";

/** More comments than this at once are cheaper to read as a list. */
const FEW = 5;

/**
 * Brings what is shown up to date after a batch of events. A comment that came or changed is read alone and put in place, so that a
 * long thread is not read again for each; everything else that an event touches is read again if it is shown, or when it will be.
 */
export function applyEvents(queryClient: QueryClient, queries: Queries, items: readonly StreamItem[]): void {
  if (items.some((item) => item.type === "reset")) {
    return readAgain(queryClient, ["meanwhile"]);
  }
  const keys = new Map<string, QueryKey>();
  const comments = new Map<string, MeanwhileEvent>();
  for (const event of items as readonly MeanwhileEvent[]) {
    for (const key of keysTouchedBy(event)) keys.set(JSON.stringify(key), key);
    if (event.threadId && event.commentId && event.type.startsWith("comment.")) comments.set(event.commentId, event);
  }
  for (const event of comments.size <= FEW ? comments.values() : []) {
    const list = commentsKeys.lists(event.threadId!);
    // An answer on its way may be older than the event, and would take the comment away again.
    if (queryClient.isFetching({ queryKey: list }) > 0) continue;
    keys.delete(JSON.stringify(list));
    void readComment(queryClient, queries, event);
  }
  for (const queryKey of keys.values()) readAgain(queryClient, queryKey);
}

async function readComment(queryClient: QueryClient, queries: Queries, event: MeanwhileEvent): Promise<void> {
  const queryKey = commentsKeys.lists(event.threadId!);
  const lists = queryClient.getQueriesData<CommentsPages>({ queryKey }).flatMap(([, held]) => held ?? []);
  if (lists.length === 0) return;
  const known = lists.flatMap((held) => held.pages.flatMap((page) => page.data)).find((comment) => comment.id === event.commentId);
  if (known && event.version !== undefined && known.version >= event.version) return;
  try {
    const comment = await queries.comments.get(event.commentId!).queryFn({ signal: new AbortController().signal });
    writeComment(queryClient, comment);
  } catch {
    readAgain(queryClient, queryKey);
  }
}
