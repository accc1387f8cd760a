import { applyPairingOperations, type Pairing, type PairingId, type PairingView } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";

/** Whom the reader is to meet, when, and what they may talk about; what they chose and answered shows at once. */
export function usePairing(pairingId: PairingId, { enabled = true }: ReadOptions = {}): UseQueryResult<PairingView> {
  const result = useQuery({ ...useMeanwhile().queries.pairings.get(pairingId), enabled });
  return { ...result, data: useView(result.data) } as UseQueryResult<PairingView>;
}

/** {@link usePairing} for a Suspense boundary. */
export function useSuspensePairing(pairingId: PairingId): UseSuspenseQueryResult<PairingView> {
  const result = useSuspenseQuery(useMeanwhile().queries.pairings.get(pairingId));
  return { ...result, data: useView(result.data) } as UseSuspenseQueryResult<PairingView>;
}

function useView(pairing: Pairing | undefined): PairingView | undefined {
  const operations = useOperations(pairing?.threadId ?? "");
  const actor = useActor(operations.length > 0);
  return useMemo(() => pairing && applyPairingOperations(pairing, operations, actor), [pairing, operations, actor]);
}
