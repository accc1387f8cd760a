import { type ChannelId, completed, completionOf, type MemberRef, operatorsLike, type SavedSearch, type SearchHit, type Topic, valuesLike } from "@meanwhile/core";
import type { Labels } from "../provider/labels.ts";
import type { SearchSuggestions } from "./useSearchSuggestions.ts";

/** Something to choose in the dialog. */
export type SearchOption =
  | { kind: "query"; id: string; query: string; text: string }
  | { kind: "completion"; id: string; query: string; text: string; hint: string }
  | { kind: "recent"; id: string; query: string }
  | { kind: "saved"; id: string; saved: SavedSearch }
  | { kind: "channel"; id: string; channel: { id: ChannelId; name: string } }
  | { kind: "member"; id: string; member: MemberRef }
  | { kind: "topic"; id: string; topic: Topic }
  | { kind: "hit"; id: string; hit: SearchHit };

export interface OptionGroup {
  label: string;
  options: SearchOption[];
}

export interface Known {
  recents: readonly string[];
  saved: readonly SavedSearch[];
  suggestions: SearchSuggestions | undefined;
  hits: readonly SearchHit[];
}

const MOST_HITS = 6;

/** Everything to choose from for what is typed, in the order it is shown. */
export function optionsFor(query: string, { recents, saved, suggestions, hits }: Known, labels: Labels): OptionGroup[] {
  const groups: OptionGroup[] = [];
  const add = (label: string, options: SearchOption[]) => options.length > 0 && groups.push({ label, options });
  const typed = query.trim();
  const completion = completionOf(query);
  const completions = completion && (completion.operator !== null || completion.typed !== "" || typed === "") ? completionsOf(query, suggestions, labels) : [];
  if (typed === "") {
    add(labels.recentSearches, recents.map((recent) => ({ kind: "recent", id: `recent ${recent}`, query: recent })));
    add(labels.savedSearches, saved.map((one) => ({ kind: "saved", id: one.id, saved: one })));
    add(labels.searchOperators, completions);
    return groups;
  }
  if (completion?.operator) add(labels.searchOperators, completions);
  add(labels.search, [{ kind: "query", id: "query", query: typed, text: labels.searchFor(typed) }]);
  if (!completion?.operator) {
    add(labels.channels, (suggestions?.channels ?? []).map((channel) => ({ kind: "channel", id: channel.id, channel })));
    add(labels.people, (suggestions?.members ?? []).map((member) => ({ kind: "member", id: `member ${member.id}`, member })));
    add(labels.threads, (suggestions?.threads ?? []).map((topic) => ({ kind: "topic", id: topic.id, topic })));
  }
  const shown = new Set(suggestions?.threads.map(({ id }) => id as string));
  add(labels.searchResults, hits.filter(({ id }) => !shown.has(id)).slice(0, MOST_HITS).map((hit) => ({ kind: "hit", id: `hit ${hit.id}`, hit })));
  if (!completion?.operator) add(labels.searchOperators, completions);
  return groups;
}

/** What the server is to suggest for: the name that is being typed after `in:` or `from:`, else all of it. */
export function suggestedFor(query: string): string {
  const completion = completionOf(query);
  return completion?.operator ? completion.typed : query;
}

function completionsOf(query: string, suggestions: SearchSuggestions | undefined, labels: Labels): SearchOption[] {
  const completion = completionOf(query)!;
  const { operator, typed } = completion;
  if (operator === null) {
    return operatorsLike(typed).map((one) => ({ kind: "completion", id: `operator ${one}`, query: completed(query, completion, one, null), text: `${one}:`, hint: labels.searchOperator(one) }));
  }
  const names = operator === "in" ? (suggestions?.channels ?? []) : operator === "from" || operator === "to" || operator === "mentions" ? (suggestions?.members ?? []) : [];
  const values = [...valuesLike(operator, typed), ...names.map(({ name }) => name)];
  return values.map((value) => ({ kind: "completion", id: `value ${value}`, query: completed(query, completion, operator, value), text: `${operator}:${value}`, hint: "" }));
}
