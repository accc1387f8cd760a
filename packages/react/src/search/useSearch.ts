import type { SearchHit, SearchInput } from "@meanwhile/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** What a search found, and what it says of the query. */
export interface SearchList extends InfiniteList<SearchHit> {
  /** What the first page says: counts, corrections, hints. What was found before stands here until the next answer. */
  answer: SearchAnswer | undefined;
}

export type SearchAnswer = Awaited<ReturnType<ReturnType<typeof useMeanwhile>["client"]["search"]["list"]>>;

/** Everything the member may see that answers to a query, best first unless `sort` says else. Asks nothing for an empty query. */
export function useSearch(input: SearchInput, { enabled = true }: ReadOptions = {}): SearchList {
  const { queries } = useMeanwhile();
  const result = useInfiniteQuery({ ...queries.search.list(input), enabled: enabled && input.query.trim() !== "", placeholderData: keepPreviousData });
  const list = useItems<SearchHit>(result);
  return { ...list, answer: result.data?.pages[0] };
}
