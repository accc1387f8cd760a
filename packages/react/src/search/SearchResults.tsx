"use client";
import { newId, type SearchHit } from "@meanwhile/core";
import { Search } from "../theme/icons.ts";
import { forwardRef, type FormEvent, type KeyboardEvent, type ReactElement, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Empty } from "../theme/Empty.tsx";
import { Problem } from "../theme/Problem.tsx";
import { RowList, useRows } from "../theme/RowList.tsx";
import { Skeleton } from "../theme/Skeleton.tsx";
import { SearchFilterChips } from "./SearchFilterChips.tsx";
import { SearchHitRow } from "./SearchHitRow.tsx";
import { SearchNotes } from "./SearchNotes.tsx";
import { SearchPlaces } from "./SearchPlaces.tsx";
import { useSaveSearch } from "./useSaveSearch.ts";
import { type SearchList, useSearch } from "./useSearch.ts";

export interface SearchResultsProps {
  query: string;
  onQueryChange: (query: string) => void;
  onOpen?: (hit: SearchHit) => void;
  /** Makes rows links, so that they open in a new tab too. */
  href?: (hit: SearchHit) => string;
  className?: string;
}

/**
 * A page of what a query finds: its filters as chips, how many are where, each hit with the words that were found marked. It is as tall as
 * its container lets it. Arrows or j and k move between hits, Enter opens.
 */
export const SearchResults = forwardRef<HTMLElement, SearchResultsProps>(function SearchResults({ query, onQueryChange, onOpen, href, className }, ref): ReactElement {
  const labels = useLabels();
  const [sort, setSort] = useState<"relevance" | "newest">("relevance");
  const [typed, setTyped] = useState(query);
  const list = useSearch({ query, sort });
  const rows = useRows(list.data.map((hit) => hit.id));
  const [known, setKnown] = useState(query);
  // A chip or a correction changes the query from outside of the field.
  if (known !== query) {
    setKnown(query);
    setTyped(query);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onQueryChange(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => rows.onKeyDown(event);
  const asked = query.trim() !== "";
  return (
    <section ref={ref} className={className ? `mw-search ${className}` : "mw-search"} aria-label={labels.searchResults} aria-busy={asked && list.isPending} data-match={list.answer?.match} onKeyDown={onKeyDown}>
      <form role="search" className="mw-search-form" onSubmit={submit}>
        <Search aria-hidden />
        <input className="mw-input" type="search" value={typed} aria-label={labels.search} placeholder={labels.searchPlaceholder} dir="auto" maxLength={2000} onChange={(event) => setTyped(event.target.value)} />
      </form>
      <SearchFilterChips query={query} onChange={onQueryChange} />
      {asked && <Summary key={query} list={list} query={query} sort={sort} onSort={setSort} />}
      {list.answer && <SearchNotes answer={list.answer} query={query} onQueryChange={onQueryChange} />}
      {list.answer && <SearchPlaces answer={list.answer} query={query} onQueryChange={onQueryChange} />}
      {list.error && <Problem title={labels.searchFailed} error={list.error} onRetry={list.refetch} />}
      {asked && list.isPending && !list.error && <Skeleton items={5} widths={[48, 92, 30]} />}
      {!asked && <Hints title={labels.searchStart} />}
      {asked && !list.isPending && !list.error && list.data.length === 0 && <Hints title={labels.searchNothing} />}
      <RowList rows={rows} pages={list} itemSize={96}>
        {list.data.map((hit) => (
          <SearchHitRow key={hit.id} hit={hit} tabIndex={hit.id === rows.activeId ? 0 : -1} href={href?.(hit)} onOpen={onOpen} />
        ))}
      </RowList>
    </section>
  );
});

interface SummaryProps {
  list: SearchList;
  query: string;
  sort: "relevance" | "newest";
  onSort: (sort: "relevance" | "newest") => void;
}

/** How many there are, in which order, and a way to keep the search. */
function Summary({ list, query, sort, onSort }: SummaryProps): ReactElement {
  const labels = useLabels();
  const save = useSaveSearch();
  const count = list.answer?.count;
  const keep = () => save.mutate({ savedSearchId: newId("srch", Date.now()), name: [...query.trim()].slice(0, 100).join(""), query: query.trim() });
  return (
    <div className="mw-search-summary">
      <span className="mw-meta" role="status">
        {count ? labels.hits(count.count, count.more) : ""}
      </span>
      <span className="mw-search-sort" role="group" aria-label={labels.sort}>
        {(["relevance", "newest"] as const).map((order) => (
          <button key={order} type="button" className="mw-button mw-chip" aria-pressed={sort === order} onClick={() => onSort(order)}>
            {order === "newest" ? labels.sortNewest : labels.sortBest}
          </button>
        ))}
      </span>
      <button type="button" className="mw-button" data-kind="outline" disabled={save.isPending || save.isSuccess} onClick={keep}>
        {save.isSuccess ? labels.searchSaved : labels.saveSearch}
      </button>
      {save.error && <Problem title={labels.saveSearchFailed} error={save.error} />}
    </div>
  );
}

/** What to try. */
function Hints({ title }: { title: string }): ReactElement {
  const labels = useLabels();
  return (
    <Empty title={title}>
      <p>{labels.searchHint}</p>
      <ul className="mw-search-hints">
        {labels.searchExamples.map(([example, meaning]) => (
          <li key={example}>
            <code dir="ltr">{example}</code> {meaning}
          </li>
        ))}
      </ul>
    </Empty>
  );
}
