import type { MeanwhileClient } from "../client/client.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

/** What is searched for. */
export type SearchInput = Omit<Parameters<MeanwhileClient["search"]["list"]>[0] & object, "cursor" | "limit">;
export type TopicsFilter = Omit<NonNullable<Parameters<MeanwhileClient["search"]["listTopics"]>[0]>, "cursor" | "limit">;

export const searchKeys = {
  all: ["meanwhile", "search"],
  lists: ["meanwhile", "search", "list"],
  list: (input: SearchInput) => ["meanwhile", "search", "list", input],
  suggest: (query: string) => ["meanwhile", "search", "suggest", query],
  allTopics: ["meanwhile", "search", "topics"],
  topics: (filter: TopicsFilter = {}) => ["meanwhile", "search", "topics", filter],
  saved: ["meanwhile", "search", "saved"],
} as const;

export function searchQueries(client: MeanwhileClient) {
  return {
    lists: ["meanwhile", "search", "list"],
  list: (input: SearchInput) => pagesOf(searchKeys.list(input), (cursor, options) => client.search.list({ ...input, cursor }, options)),
    suggest: (query: string) => queryOf(searchKeys.suggest(query), ({ signal }) => client.search.suggest({ query }, { signal })),
    topics: (filter: TopicsFilter = {}) => pagesOf(searchKeys.topics(filter), (cursor, options) => client.search.listTopics({ ...filter, cursor }, options)),
    saved: () => pagesOf(searchKeys.saved, (cursor, options) => client.search.listSaved({ cursor }, options)),
  };
}
