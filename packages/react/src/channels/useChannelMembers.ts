import type { ChannelId, MemberRef } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Who is in a channel, by name. */
export function useChannelMembers(channelId: ChannelId, { enabled = true }: ReadOptions = {}): InfiniteList<MemberRef> {
  return useItems<MemberRef>(useInfiniteQuery({ ...useMeanwhile().queries.channels.members(channelId), enabled }));
}

/** {@link useChannelMembers} for a Suspense boundary. */
export function useSuspenseChannelMembers(channelId: ChannelId): InfiniteList<MemberRef> {
  return useItems<MemberRef>(useSuspenseInfiniteQuery(useMeanwhile().queries.channels.members(channelId)));
}
