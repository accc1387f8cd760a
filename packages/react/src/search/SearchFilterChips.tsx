"use client";
import { parseQuery, printQuery, type SearchFilter } from "@meanwhile/core";
import { X } from "../theme/icons.ts";
import type { ReactElement } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { useRoving } from "../theme/useRoving.ts";

export interface SearchFilterChipsProps {
  query: string;
  onChange: (query: string) => void;
}

/** What narrows a query, each to be taken away. */
export function SearchFilterChips({ query, onChange }: SearchFilterChipsProps): ReactElement | null {
  const labels = useLabels();
  const roving = useRoving({ axis: "horizontal" });
  const parsed = parseQuery(query);
  const parts = [
    ...parsed.filters.map((filter, index) => ({ text: textOf(filter), without: { ...parsed, filters: parsed.filters.filter((_, i) => i !== index) } })),
    ...parsed.phrases.map((phrase, index) => ({ text: `"${phrase}"`, without: { ...parsed, phrases: parsed.phrases.filter((_, i) => i !== index) } })),
    ...parsed.excluded.map(({ text }, index) => ({ text: `-${text}`, without: { ...parsed, excluded: parsed.excluded.filter((_, i) => i !== index) } })),
  ];
  if (parts.length === 0) return null;
  return (
    <div className="mw-filter" role="toolbar" aria-label={labels.searchFilters} {...roving.container}>
      {parts.map(({ text, without }, index) => (
        <button key={`${index} ${text}`} type="button" className="mw-button mw-chip" data-kind="outline" aria-label={labels.removeFilter(text)} onClick={() => onChange(printQuery(without).trim())} {...roving.item(index)}>
          <bdi>{text}</bdi>
          <X aria-hidden />
        </button>
      ))}
    </div>
  );
}

function textOf({ operator, value, negated }: SearchFilter): string {
  return `${negated ? "-" : ""}${operator}:${value}`;
}
