import type { CatchUp } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** A time that was missed, as ISO 8601; until now unless told. */
export interface Period {
  from: string;
  to?: string | undefined;
}

/** What happened in a period, for the reader. */
export function useCatchUp({ from, to }: Period, { enabled = true }: ReadOptions = {}): UseQueryResult<CatchUp> {
  return useQuery({ ...useMeanwhile().queries.inbox.catchUp(from, to), enabled });
}

/** {@link useCatchUp} for a Suspense boundary. */
export function useSuspenseCatchUp({ from, to }: Period): UseSuspenseQueryResult<CatchUp> {
  return useSuspenseQuery(useMeanwhile().queries.inbox.catchUp(from, to));
}
