import { type Follow, followsKeys, type MutationInput } from "@meanwhile/core";
import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import type { Followed } from "./useFollow.ts";

/** What changes: a level or `null` for no choice of one's own, a mute until then or `null` to end it. */
export type FollowChange = Omit<MutationInput<"follows.setThread">, "threadId">;

/** Follows a thread or a channel more or less, or mutes it for a time. It waits for its answer. */
export function useSetFollow({ threadId, channelId }: Followed): UseMutationResult<Follow, Error, FollowChange> {
  const { client } = useMeanwhile();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: FollowChange) => (threadId === undefined ? client.follows.setChannel({ channelId, ...change }) : client.follows.setThread({ threadId, ...change })),
    onSuccess(follow) {
      queryClient.setQueryData(threadId === undefined ? followsKeys.channel(channelId) : followsKeys.thread(threadId), follow);
      // What holds for a channel holds for its threads.
      if (threadId === undefined) void queryClient.invalidateQueries({ queryKey: followsKeys.threads });
    },
  });
}
