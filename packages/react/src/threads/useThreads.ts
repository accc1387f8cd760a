import { applyThreadOperations, type ThreadsFilter, type ThreadSummary, type ThreadView } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";

/** A thread in a list. */
export type ThreadRowView = ThreadView<ThreadSummary>;

/** Threads, newest activity first unless `sort` says else, with the member's own changes shown at once. */
export function useThreads(filter: ThreadsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<ThreadRowView> {
  return useRows(useItems(useInfiniteQuery({ ...useMeanwhile().queries.threads.list(filter), enabled })));
}

/** {@link useThreads} for a Suspense boundary. */
export function useSuspenseThreads(filter: ThreadsFilter = {}): InfiniteList<ThreadRowView> {
  return useRows(useItems(useSuspenseInfiniteQuery(useMeanwhile().queries.threads.list(filter))));
}

function useRows({ data: rows, ...list }: InfiniteList<ThreadSummary>): InfiniteList<ThreadRowView> {
  const operations = useOperations();
  const actor = useActor(operations.length > 0);
  const data = useMemo(() => rows.map((thread) => applyThreadOperations(thread, operations, actor?.id ?? "")), [rows, operations, actor]);
  return { ...list, data } as InfiniteList<ThreadRowView>;
}
