"use client";
import type { ChannelId, MemberRef, SearchHit, Topic } from "@meanwhile/core";
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from "react";
import { useLabels } from "../provider/useLabels.ts";
import { Dialog } from "../theme/Dialog.tsx";
import { Problem } from "../theme/Problem.tsx";
import { SearchOptionRow } from "./SearchOptionRow.tsx";
import { optionsFor, type SearchOption, suggestedFor } from "./searchOptions.ts";
import { useRecentSearches } from "./useRecentSearches.ts";
import { useRemoveSavedSearch } from "./useRemoveSavedSearch.ts";
import { useSavedSearches } from "./useSavedSearches.ts";
import { useSearch } from "./useSearch.ts";
import { useSearchSuggestions } from "./useSearchSuggestions.ts";
import { useTyped } from "./useTyped.ts";

export interface SearchDialogProps {
  onClose: () => void;
  /** What stands in the field at first. */
  initialQuery?: string;
  /** A page of everything that a query finds, such as one with `SearchResults`. */
  onSearch?: (query: string) => void;
  onOpen?: (hit: SearchHit | Topic) => void;
  onOpenChannel?: (channel: { id: ChannelId; name: string }) => void;
  onOpenMember?: (member: MemberRef) => void;
}

/**
 * Search from anywhere, by keyboard: what was searched for lately and what is kept while nothing is typed; channels, people, threads and
 * hits while something is. The focus stays in the field, arrows move through what is below it, Enter takes it. Open it with `useSearchKey`.
 */
export function SearchDialog({ onClose, initialQuery = "", ...actions }: SearchDialogProps): ReactElement {
  const labels = useLabels();
  return (
    <Dialog title={labels.search} onClose={onClose}>
      <Palette onClose={onClose} initialQuery={initialQuery} {...actions} />
    </Dialog>
  );
}

function Palette({ onClose, initialQuery, onSearch, onOpen, onOpenChannel, onOpenMember }: SearchDialogProps & { initialQuery: string }): ReactElement {
  const labels = useLabels();
  const id = useId();
  const [query, setQuery] = useState(initialQuery);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const typed = useTyped(query);
  const recents = useRecentSearches();
  const saved = useSavedSearches();
  const removeSaved = useRemoveSavedSearch();
  const suggestions = useSearchSuggestions(suggestedFor(typed));
  const search = useSearch({ query: typed });
  const groups = optionsFor(query, { recents: recents.queries, saved: saved.data, suggestions: query.trim() === "" ? undefined : suggestions.data, hits: query.trim() === "" ? [] : search.data }, labels);
  const options = groups.flatMap((group) => group.options);
  const current = Math.min(active, options.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const type = (text: string) => {
    setQuery(text);
    setActive(0);
  };
  const go = (text: string) => {
    recents.add(text);
    if (!onSearch) return type(text);
    onClose();
    onSearch(text);
  };
  const leave = (act: () => void) => {
    recents.add(query);
    onClose();
    act();
  };
  const take = (option: SearchOption) => {
    switch (option.kind) {
      case "completion":
        return type(option.query);
      case "query":
      case "recent":
        return go(option.query);
      case "saved":
        return go(option.saved.query);
      case "channel":
        return onOpenChannel ? leave(() => onOpenChannel(option.channel)) : type(`in:${/\s/.test(option.channel.name) ? `"${option.channel.name}"` : option.channel.name} `);
      case "member":
        return onOpenMember ? leave(() => onOpenMember(option.member)) : type(`from:${/\s/.test(option.member.name) ? `"${option.member.name}"` : option.member.name} `);
      case "topic":
        return leave(() => onOpen?.(option.topic));
      case "hit":
        return leave(() => onOpen?.(option.hit));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const option = options[current];
    const to = event.key === "ArrowDown" ? current + 1 : event.key === "ArrowUp" ? current - 1 : undefined;
    if (to !== undefined && options.length > 0) {
      event.preventDefault();
      setActive((to + options.length) % options.length);
    } else if (event.key === "Enter" && option) {
      event.preventDefault();
      take(option);
    } else if (event.key === "Tab" && !event.shiftKey && option?.kind === "completion") {
      event.preventDefault();
      take(option);
    } else if (event.key === "Delete" && option?.kind === "saved" && query === "") {
      event.preventDefault();
      removeSaved.mutate({ savedSearchId: option.saved.id });
    }
  };

  const nothing = query.trim() !== "" && typed === query && !search.isFetching && search.data.length === 0 && options.every(({ kind }) => kind === "query");
  let index = -1;
  return (
    <div className="mw-palette">
      <input
        className="mw-input"
        data-autofocus
        role="combobox"
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        maxLength={2000}
        aria-label={labels.search}
        placeholder={labels.searchPlaceholder}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={options[current] ? `${id}-${current}` : undefined}
        value={query}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={labels.search} className="mw-palette-list" tabIndex={-1}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label} className="mw-palette-group">
            <div className="mw-section-title" aria-hidden>
              {group.label}
            </div>
            {group.options.map((option) => {
              index++;
              const place = index;
              return <SearchOptionRow key={option.id} id={`${id}-${place}`} option={option} selected={place === current} onHover={() => setActive(place)} onTake={() => take(option)} />;
            })}
          </div>
        ))}
      </div>
      {search.error && <Problem title={labels.searchFailed} error={search.error} onRetry={search.refetch} />}
      <p className="mw-meta" role="status">
        {nothing ? labels.searchNothing : query.trim() !== "" && search.answer?.didYouMean ? `${labels.didYouMean} ${search.answer.didYouMean}` : ""}
      </p>
      <p className="mw-meta mw-palette-keys" aria-hidden>
        {labels.searchKeys}
      </p>
    </div>
  );
}
