import { inboxKeys, type InboxPreferences, type MutationInput } from "@meanwhile/core";
import { useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Which news reaches the reader in which way. */
export function useInboxPreferences({ enabled = true }: ReadOptions = {}): UseQueryResult<InboxPreferences> {
  return useQuery({ ...useMeanwhile().queries.inbox.preferences(), enabled });
}

/** Turns ways of delivery on or off. It waits for its answer. */
export function useSetInboxPreferences(): UseMutationResult<InboxPreferences, Error, MutationInput<"inbox.setPreferences">> {
  const { client } = useMeanwhile();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input) => client.inbox.setPreferences(input),
    onSuccess: (preferences) => queryClient.setQueryData(inboxKeys.preferences, preferences),
  });
}
