import type { Channel, ChannelId } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** One channel. */
export function useChannel(channelId: ChannelId, { enabled = true }: ReadOptions = {}): UseQueryResult<Channel> {
  return useQuery({ ...useMeanwhile().queries.channels.get(channelId), enabled });
}

/** {@link useChannel} for a Suspense boundary. */
export function useSuspenseChannel(channelId: ChannelId): UseSuspenseQueryResult<Channel> {
  return useSuspenseQuery(useMeanwhile().queries.channels.get(channelId));
}
