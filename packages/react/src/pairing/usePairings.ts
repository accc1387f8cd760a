import { applyPairingOperations, type Pairing, type PairingsFilter, type PairingView } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";

/** With whom the reader was to meet, newest first; what they chose and answered shows at once. */
export function usePairings(filter: PairingsFilter = {}, { enabled = true }: ReadOptions = {}): InfiniteList<PairingView> {
  return useViews(useItems<Pairing>(useInfiniteQuery({ ...useMeanwhile().queries.pairings.list(filter), enabled })));
}

/** {@link usePairings} for a Suspense boundary. */
export function useSuspensePairings(filter: PairingsFilter = {}): InfiniteList<PairingView> {
  return useViews(useItems<Pairing>(useSuspenseInfiniteQuery(useMeanwhile().queries.pairings.list(filter))));
}

function useViews(list: InfiniteList<Pairing>): InfiniteList<PairingView> {
  const operations = useOperations();
  const actor = useActor(operations.length > 0);
  const data = useMemo(() => list.data.map((pairing) => applyPairingOperations(pairing, operations, actor)), [list.data, operations, actor]);
  return { ...list, data } as InfiniteList<PairingView>;
}
