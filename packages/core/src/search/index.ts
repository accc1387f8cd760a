export type { CappedCount, Highlighted, SavedSearch, SearchHit, Topic } from "./search.schema.ts";
export { searchErrors } from "./search.errors.ts";
export { searchRoutes } from "./search.routes.ts";
export { type SearchInput, searchKeys, searchQueries, type TopicsFilter } from "./search.queries.ts";
export { type Excluded, isSearchDate, OPERATOR_VALUES, parseQuery, printQuery, type QueryIssue, SEARCH_OPERATORS, type SearchFilter, type SearchOperator, type SearchQuery } from "./search.query.rules.ts";
export { startOfSearchDate } from "./search.dates.rules.ts";
export { languageOf, SEARCH_LANGUAGES, type SearchLanguage } from "./search.language.rules.ts";
export { joined, type Snippet, snippetOf, type TextRange } from "./search.snippet.rules.ts";
export { searchText, type TextWord, wordsOf } from "./search.text.rules.ts";
