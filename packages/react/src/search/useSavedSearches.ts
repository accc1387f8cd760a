import type { SavedSearch } from "@meanwhile/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Searches the member keeps, by name. */
export function useSavedSearches({ enabled = true }: ReadOptions = {}): InfiniteList<SavedSearch> {
  return useItems<SavedSearch>(useInfiniteQuery({ ...useMeanwhile().queries.search.saved(), enabled }));
}
