import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import type { MeanwhileContextValue } from "../provider/context.ts";

export type SearchSuggestions = Awaited<ReturnType<MeanwhileContextValue["client"]["search"]["suggest"]>>;

/** Channels, people and threads with a word that begins like the query; those of the query before stand until the next come. */
export function useSearchSuggestions(query: string): UseQueryResult<SearchSuggestions> {
  const { queries } = useMeanwhile();
  return useQuery({ ...queries.search.suggest(query.trim()), enabled: query.trim() !== "", placeholderData: keepPreviousData });
}
