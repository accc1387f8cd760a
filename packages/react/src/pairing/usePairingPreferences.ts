import type { PairingPreferences } from "@meanwhile/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** When and about what the reader likes to meet, in every program. */
export function usePairingPreferences({ enabled = true }: ReadOptions = {}): UseQueryResult<PairingPreferences> {
  return useQuery({ ...useMeanwhile().queries.pairings.preferences(), enabled });
}
