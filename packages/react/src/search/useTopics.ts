import type { Topic, TopicsFilter } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Threads as a catalogue, by title or by last activity. */
export function useTopics(filter: TopicsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<Topic> {
  return useItems<Topic>(useInfiniteQuery({ ...useMeanwhile().queries.search.topics(filter), enabled }));
}

/** {@link useTopics} for a Suspense boundary. */
export function useSuspenseTopics(filter: TopicsFilter = {}): InfiniteList<Topic> {
  return useItems<Topic>(useSuspenseInfiniteQuery(useMeanwhile().queries.search.topics(filter)));
}
