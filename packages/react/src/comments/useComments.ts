import { applyCommentOperations, type Comment, type CommentView, type ThreadId } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor } from "../members/useActor.ts";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { useMeanwhile } from "../provider/useMeanwhile.ts";
import { useOperations } from "../provider/useOperations.ts";
import { useStarted } from "../provider/useStarted.ts";

/** TanStack Query's result, with the comments of every page read so far, and the member's own that were not sent yet after them. */
export type CommentList = Omit<InfiniteList<Comment>, "data"> & { comments: CommentView[] };

export interface UseCommentsOptions {
  /** Begins at this number, 1 unless told; read on in both directions. Keep it while the list is shown: another number is another list. */
  from?: number | undefined;
  /** False puts off asking the server; true unless told. */
  enabled?: boolean | undefined;
}

/** A thread's comments by number, with the member's own words, edits, reactions shown at once; also of a thread they just started. */
export function useComments(threadId: ThreadId, { from, enabled = true }: UseCommentsOptions = {}): CommentList {
  const started = useStarted(threadId) !== undefined;
  const list = useViews(useItems(useInfiniteQuery({ ...useMeanwhile().queries.comments.list(threadId, { from }), enabled: enabled && !started })), threadId);
  return started ? { ...list, isPending: false } : list;
}

/** {@link useComments} for a Suspense boundary; only of a thread that the server has. */
export function useSuspenseComments(threadId: ThreadId, { from }: Pick<UseCommentsOptions, "from"> = {}): CommentList {
  return useViews(useItems(useSuspenseInfiniteQuery(useMeanwhile().queries.comments.list(threadId, { from }))), threadId);
}

function useViews({ data, ...list }: InfiniteList<Comment>, threadId: ThreadId): CommentList {
  const operations = useOperations(threadId);
  const actor = useActor(operations.length > 0);
  const comments = useMemo(() => applyCommentOperations(data, operations, actor), [data, operations, actor]);
  return { ...list, comments };
}
