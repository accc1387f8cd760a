import { applyInboxOperations, type InboxFilter, type InboxItem, type InboxItemView, showsItem } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";

/** The reader's inbox, newest change first, with their own changes shown at once: what was marked done is gone from it. */
export function useInbox(filter: InboxFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<InboxItemView> {
  return useViews(filter, useItems(useInfiniteQuery({ ...useMeanwhile().queries.inbox.list(filter), enabled })));
}

/** {@link useInbox} for a Suspense boundary. */
export function useSuspenseInbox(filter: InboxFilter = {}): InfiniteList<InboxItemView> {
  return useViews(filter, useItems(useSuspenseInfiniteQuery(useMeanwhile().queries.inbox.list(filter))));
}

function useViews(filter: InboxFilter, { data: items, ...list }: InfiniteList<InboxItem>): InfiniteList<InboxItemView> {
  const operations = useOperations();
  const key = JSON.stringify(filter);
  const data = useMemo(() => items.map((item) => applyInboxOperations(item, operations)).filter((item) => showsItem(JSON.parse(key) as InboxFilter, item)), [items, operations, key]);
  return { ...list, data } as InfiniteList<InboxItemView>;
}
