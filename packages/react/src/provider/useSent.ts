import { commentsKeys, inboxKeys, type Operation, type Outbox, type Queries, type ThreadId } from "@meanwhile/core";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { MeanwhileContextValue } from "./context.ts";
import { readFailed } from "./readAgain.ts";

/** Writes what the outbox carried out into the cache, and forgets reading positions that the server will not have: nobody typed them. */
export function useSent(outbox: Outbox, queries: Queries, settle: MeanwhileContextValue["settle"]): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stopSent = outbox.onSent((operation) => {
      settle(operation.call, operation.input, operation.result as never);
      // What became of each item the answer does not say: what was done shows until the lists were read again.
      if (operation.call === "inbox.archiveAll" || operation.call === "inbox.readAll") return queryClient.invalidateQueries({ queryKey: inboxKeys.lists });
      if (operation.call === "threads.create") return readOpening(queryClient, queries, operation.lane as ThreadId);
      // What was sent is on no list that could not be read; it shows until it is.
      return readFailed(queryClient);
    });
    const stopFailed = outbox.subscribe(() => outbox.operations().filter(isNeedless).forEach(({ id }) => outbox.discard(id)));
    return () => {
      stopSent();
      stopFailed();
    };
  }, [outbox, queries, queryClient, settle]);
}

const isNeedless = (operation: Operation) => operation.status === "failed" && operation.call === "threads.setPosition";

/** The opening comment is the one thing that the answer does not hold; where it is shown, it takes the place of what was typed without a gap. */
async function readOpening(queryClient: QueryClient, queries: Queries, threadId: ThreadId): Promise<void> {
  const shown = queryClient.getQueryCache().findAll({ queryKey: commentsKeys.lists(threadId) }).length > 0;
  if (shown) await queryClient.prefetchInfiniteQuery(queries.comments.list(threadId));
}
