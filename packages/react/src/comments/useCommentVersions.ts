import type { CommentId, CommentVersion } from "@meanwhile/core";
import { useInfiniteQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { type InfiniteList, useItems } from "../provider/useItems.ts";
import { type ReadOptions, useMeanwhile } from "../provider/useMeanwhile.ts";

/** Earlier wordings of a comment, newest first. */
export function useCommentVersions(commentId: CommentId, { enabled = true }: ReadOptions = {}): InfiniteList<CommentVersion> {
  return useItems<CommentVersion>(useInfiniteQuery({ ...useMeanwhile().queries.comments.versions(commentId), enabled }));
}

/** {@link useCommentVersions} for a Suspense boundary. */
export function useSuspenseCommentVersions(commentId: CommentId): InfiniteList<CommentVersion> {
  return useItems<CommentVersion>(useSuspenseInfiniteQuery(useMeanwhile().queries.comments.versions(commentId)));
}
