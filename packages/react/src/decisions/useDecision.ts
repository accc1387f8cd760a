import { applyDecisionOperations, type Decision, type DecisionView, type ThreadId } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";

/** The newest decision of a thread, `null` where there is none, with the member's own changes shown at once. */
export function useDecision(threadId: ThreadId, { enabled = true }: ReadOptions = {}): UseQueryResult<DecisionView | null> {
  const result = useQuery({ ...useMeanwhile().queries.decisions.latest(threadId), enabled });
  return { ...result, data: useView(result.data, threadId) } as UseQueryResult<DecisionView | null>;
}

/** {@link useDecision} for a Suspense boundary. */
export function useSuspenseDecision(threadId: ThreadId): UseSuspenseQueryResult<DecisionView | null> {
  const result = useSuspenseQuery(useMeanwhile().queries.decisions.latest(threadId));
  return { ...result, data: useView(result.data, threadId) } as UseSuspenseQueryResult<DecisionView | null>;
}

function useView(decision: Decision | null | undefined, threadId: ThreadId): DecisionView | null | undefined {
  const operations = useOperations(threadId);
  const actor = useActor(operations.length > 0);
  return useMemo(() => applyDecisionOperations(decision ?? null, operations, actor) ?? decision, [decision, operations, actor]) as DecisionView | null | undefined;
}
