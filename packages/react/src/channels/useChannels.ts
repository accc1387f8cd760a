import type { Channel, ChannelsFilter } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Channels the member may see, by name. */
export function useChannels(filter: ChannelsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<Channel> {
  return useItems<Channel>(useInfiniteQuery({ ...useMeanwhile().queries.channels.list(filter), enabled }));
}

/** {@link useChannels} for a Suspense boundary. */
export function useSuspenseChannels(filter: ChannelsFilter = {}): InfiniteList<Channel> {
  return useItems<Channel>(useSuspenseInfiniteQuery(useMeanwhile().queries.channels.list(filter)));
}
