"use client";
import type { ThreadsFilter } from "@meanwhile/core";
import { useMemo } from "react";
import { type ThreadRowView, useThreads } from "./useThreads.ts";

export interface PinnedFirst {
  threads: readonly ThreadRowView[];
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => void;
}

/** A list of threads; one channel's comes in two parts, of which the pinned one is first and read as a whole. */
export function usePinnedFirst(filter: ThreadsFilter): PinnedFirst {
  const split = filter.channelId !== undefined && filter.pinned === undefined;
  // Without a split both are the same query, which is asked once.
  const pinned = useThreads(split ? { ...filter, pinned: true } : filter);
  const rest = useThreads(split ? { ...filter, pinned: false } : filter);
  const threads = useMemo(() => {
    if (!split) return rest.data;
    const all = [...pinned.data, ...rest.data.filter((thread) => !pinned.data.some((one) => one.id === thread.id))];
    // One that was just pinned or unpinned still stands in its old part.
    return [...all.filter((thread) => thread.pinned), ...all.filter((thread) => !thread.pinned)];
  }, [split, pinned.data, rest.data]);
  const next = pinned.hasNextPage ? pinned : rest;
  return {
    threads,
    isPending: pinned.isPending || rest.isPending,
    error: threads.length === 0 ? (pinned.error ?? rest.error) : null,
    refetch: () => void Promise.all([pinned.refetch(), split && rest.refetch()]),
    hasNextPage: next.hasNextPage,
    isFetchingNextPage: next.isFetchingNextPage,
    fetchNextPage: () => void next.fetchNextPage(),
  };
}
