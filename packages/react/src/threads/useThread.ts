import { applyThreadOperations, startedThread, type Thread, type ThreadId, type ThreadView } from "@meanwhile/core";
import { useQuery, type UseQueryResult, useSuspenseQuery, type UseSuspenseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";
import { useStarted } from "../provider/useStarted.ts";

/** One thread with its living context, with the member's own changes shown at once; also one they just started. */
export function useThread(threadId: ThreadId, { enabled = true }: ReadOptions = {}): UseQueryResult<ThreadView> {
  const started = useStarted(threadId);
  const result = useQuery({ ...useMeanwhile().queries.threads.get(threadId), enabled: enabled && !started });
  const actor = useActor(started !== undefined);
  const view = useView(result.data, threadId);
  const data = useMemo(() => (started && !view ? startedThread(started, actor) : view), [started, view, actor]);
  const shown = started && data ? { isPending: false, isSuccess: true, status: "success" } : {};
  return { ...result, ...shown, data } as UseQueryResult<ThreadView>;
}

/** {@link useThread} for a Suspense boundary; only for one that the server has. */
export function useSuspenseThread(threadId: ThreadId): UseSuspenseQueryResult<ThreadView> {
  const result = useSuspenseQuery(useMeanwhile().queries.threads.get(threadId));
  return { ...result, data: useView(result.data, threadId) } as UseSuspenseQueryResult<ThreadView>;
}

function useView(thread: Thread | undefined, threadId: ThreadId): ThreadView | undefined {
  const operations = useOperations(threadId);
  const actor = useActor(operations.length > 0);
  return useMemo(() => thread && applyThreadOperations(thread, operations, actor?.id ?? ""), [thread, operations, actor]);
}
