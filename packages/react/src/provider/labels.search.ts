/** What search and the catalogue say, in English. */
export const searchLabels = {
  search: "Search",
  searchPlaceholder: "Search threads, comments and decisions",
  searchResults: "Results",
  searchFailed: "The search could not be made.",
  searchStart: "What are you looking for?",
  searchNothing: "Nothing found",
  searchHint: "Try fewer or other words. All of these narrow a search:",
  searchExamples: [
    ["in:design", "in one channel"],
    ["from:ada", "by one person"],
    ["after:1m", "of the last month"],
    ["\"exact words\"", "next to each other"],
    ["-draft", "without a word"],
  ] as readonly (readonly [example: string, meaning: string])[],
  searchFilters: "What narrows the search",
  removeFilter: (filter: string) => `Remove ${filter}`,
  searchPlaces: "Channels with results",
  hits: (number: number, more: boolean) => `${more ? `${number.toLocaleString("en")}+` : number} ${number === 1 && !more ? "result" : "results"}`,
  sort: "Order",
  sortBest: "Best first",
  sortNewest: "Newest first",
  saveSearch: "Keep this search",
  searchSaved: "Kept",
  saveSearchFailed: "The search could not be kept.",
  didYouMean: "Did you mean",
  searchedInstead: "Showing results for",
  nothingFor: (query: string) => `Nothing was found for “${query}”.`,
  someWords: "Few results have all of these words, so these have some of them.",
  queryIssue: (code: string, operator: string, value: string) =>
    code === "unknown_name"
      ? `There is no ${value} for ${operator}: that you can see.`
      : code === "missing_value"
        ? `${operator}: waits for what comes after it.`
        : code === "bad_value"
          ? `${operator}: does not take ${value}, so it was searched for as a word.`
          : `${operator}: narrows nothing, so ${operator}:${value} was searched for as a word.`,
  recentSearches: "Recent searches",
  savedSearches: "Kept searches",
  searchOperators: "Narrow it down",
  searchOperator: (operator: string) =>
    ({
      in: "a channel",
      from: "who wrote it",
      to: "whom it is for",
      before: "a day, or so long ago",
      after: "a day, or so long ago",
      is: "open, closed, decided",
      has: "a video",
      mentions: "who is mentioned",
    })[operator] ?? "",
  searchFor: (query: string) => `All results for “${query}”`,
  searchKind: (kind: string) => ({ thread: "Thread", comment: "Comment", decision: "Decision" })[kind] ?? kind,
  searchKeys: "↑ ↓ to move · Enter to take · Esc to close",
  people: "People",

  catalogue: "Catalogue",
  catalogueFailed: "The catalogue could not be loaded.",
  sortTitle: "By title",
  sortActive: "By activity",
  allChannels: "All channels",
  noTopics: "No topics yet",
  noTopicsHint: "Every thread that is open to everybody stands here by its title, from the day it starts, archived channels included.",
};
