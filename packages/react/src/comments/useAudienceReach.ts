import type { Audience, ReachSummary, ThreadId } from "@meanwhile/core";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Whom an audience of a thread reaches beside the member, and when those who are off now are back. */
export function useAudienceReach(threadId: ThreadId, audience: Audience, { enabled = true }: ReadOptions = {}): UseQueryResult<ReachSummary> {
  const people = audience.kind === "people" ? { memberIds: [...audience.memberIds].sort(), groupIds: [...audience.groupIds].sort() } : {};
  const options = useMeanwhile().queries.comments.audience({ threadId, audience: audience.kind, ...people });
  // While people are ticked one after the other, the count before stays.
  return useQuery({ ...options, enabled, placeholderData: keepPreviousData });
}
