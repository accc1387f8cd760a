import { SearchResults } from "@meanwhile/react";
import type { ReactElement } from "react";
import { navigate } from "../router.tsx";
import { usePageTitle } from "../usePageTitle.ts";

/** Everything that a query finds; the query stands in the address, so it can be sent to somebody else. */
export function SearchPage({ query }: { query: string }): ReactElement {
  usePageTitle(query === "" ? "Search" : `${query} · Search`);
  return (
    <div className="page search-page">
      <h1>Search</h1>
      <SearchResults
        query={query}
        onQueryChange={(next) => navigate(`/search/${encodeURIComponent(next)}`)}
        href={({ threadId }) => `/discussions/all/${threadId}`}
        onOpen={({ threadId }) => threadId && navigate(`/discussions/all/${threadId}`)}
      />
    </div>
  );
}
