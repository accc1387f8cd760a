import type { NeverPair } from "@meanwhile/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Who is never put together: what the reader wrote down, and for owners all of it. */
export function useNeverPairs({ enabled = true }: ReadOptions = {}): InfiniteList<NeverPair> {
  return useItems<NeverPair>(useInfiniteQuery({ ...useMeanwhile().queries.pairings.never(), enabled }));
}
