import { applyProposalOperations, type Proposal, type ProposalView, type ThreadId } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";

/** The newest proposal of a thread, `null` where there is none, with the member's own answer shown at once. */
export function useProposal(threadId: ThreadId, { enabled = true }: ReadOptions = {}): UseQueryResult<ProposalView | null> {
  const result = useQuery({ ...useMeanwhile().queries.proposals.latest(threadId), enabled });
  return { ...result, data: useView(result.data, threadId) } as UseQueryResult<ProposalView | null>;
}

/** {@link useProposal} for a Suspense boundary. */
export function useSuspenseProposal(threadId: ThreadId): UseSuspenseQueryResult<ProposalView | null> {
  const result = useSuspenseQuery(useMeanwhile().queries.proposals.latest(threadId));
  return { ...result, data: useView(result.data, threadId) } as UseSuspenseQueryResult<ProposalView | null>;
}

function useView(proposal: Proposal | null | undefined, threadId: ThreadId): ProposalView | null | undefined {
  const operations = useOperations(threadId);
  const actor = useActor(operations.length > 0);
  return useMemo(() => applyProposalOperations(proposal ?? null, operations, actor) ?? proposal, [proposal, operations, actor]) as ProposalView | null | undefined;
}
