"use client";
import { parseQuery, printQuery } from "@meanwhile/core";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useRoving } from "../theme/useRoving.ts";
import type { SearchAnswer } from "./useSearch.ts";

export interface SearchPlacesProps {
  answer: SearchAnswer;
  query: string;
  onQueryChange: (query: string) => void;
}

const MOST = 6;

/** In which channels the hits are, most first; one narrows the search to it. */
export function SearchPlaces({ answer, query, onQueryChange }: SearchPlacesProps): ReactElement | null {
  const labels = useLabels();
  const roving = useRoving({ axis: "horizontal" });
  const parsed = parseQuery(query);
  if (answer.channels.length < 2 || parsed.filters.some(({ operator }) => operator === "in")) return null;
  const narrow = (name: string) => onQueryChange(printQuery({ ...parsed, filters: [...parsed.filters, { operator: "in", value: name, negated: false }] }).trim());
  return (
    <div className="mw-filter" role="toolbar" aria-label={labels.searchPlaces} {...roving.container}>
      {answer.channels.slice(0, MOST).map(({ id, name, count }, index) => (
        <button key={id} type="button" className="mw-button mw-chip" onClick={() => narrow(name)} {...roving.item(index)}>
          <bdi>#{name}</bdi> <span className="mw-meta">{count}</span>
        </button>
      ))}
    </div>
  );
}
