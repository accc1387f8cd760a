import type { ChannelId, Follow, ThreadId } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** A thread, or a channel with all its threads. */
export type Followed = { threadId: ThreadId; channelId?: undefined } | { channelId: ChannelId; threadId?: undefined };

/** How the reader follows a thread or a channel. */
export function useFollow(followed: Followed, { enabled = true }: ReadOptions = {}): UseQueryResult<Follow> {
  return useQuery({ ...useOptions(followed), enabled });
}

/** {@link useFollow} for a Suspense boundary. */
export function useSuspenseFollow(followed: Followed): UseSuspenseQueryResult<Follow> {
  return useSuspenseQuery(useOptions(followed));
}

function useOptions({ threadId, channelId }: Followed) {
  const { queries } = useMeanwhile();
  return threadId === undefined ? queries.follows.channel(channelId) : queries.follows.thread(threadId);
}
