import type { InboxCounts } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** How much there is in the reader's inbox, each number up to 1,000. */
export function useInboxCounts({ enabled = true }: ReadOptions = {}): UseQueryResult<InboxCounts> {
  return useQuery({ ...useMeanwhile().queries.inbox.counts(), enabled });
}

/** {@link useInboxCounts} for a Suspense boundary. */
export function useSuspenseInboxCounts(): UseSuspenseQueryResult<InboxCounts> {
  return useSuspenseQuery(useMeanwhile().queries.inbox.counts());
}
