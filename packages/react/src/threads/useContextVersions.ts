import type { ThreadContext, ThreadId } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Every version of the living context, newest first. */
export function useContextVersions(threadId: ThreadId, { enabled = true }: ReadOptions = {}): InfiniteList<ThreadContext> {
  return useItems<ThreadContext>(useInfiniteQuery({ ...useMeanwhile().queries.threads.contextVersions(threadId), enabled }));
}

/** {@link useContextVersions} for a Suspense boundary. */
export function useSuspenseContextVersions(threadId: ThreadId): InfiniteList<ThreadContext> {
  return useItems<ThreadContext>(useSuspenseInfiniteQuery(useMeanwhile().queries.threads.contextVersions(threadId)));
}
