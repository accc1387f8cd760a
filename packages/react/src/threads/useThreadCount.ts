import type { ThreadsCountFilter } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

const countOf = ({ count }: { count: number }) => count;

/** How many of the 1,000 threads that were active last pass a filter. */
export function useThreadCount(filter: ThreadsCountFilter = {}, { enabled = true }: ReadOptions = {}): UseQueryResult<number> {
  return useQuery({ ...useMeanwhile().queries.threads.count(filter), select: countOf, enabled });
}

/** {@link useThreadCount} for a Suspense boundary. */
export function useSuspenseThreadCount(filter: ThreadsCountFilter = {}): UseSuspenseQueryResult<number> {
  return useSuspenseQuery({ ...useMeanwhile().queries.threads.count(filter), select: countOf });
}
