import type { MeanwhileClient } from "../client/client.ts";
import type { CommentId, ThreadId } from "../shared/ids.ts";
import type { Page } from "../shared/page.ts";
import { type InfiniteQueryOptions, pagesOf, queryOf } from "../shared/query.ts";
import type { Comment } from "./comments.schema.ts";

/** Where a page of comments begins. Numbers are never reused nor skipped, so they page without cursors, both ways. */
export interface CommentsPosition {
  from: number;
  direction: "forward" | "backward";
}

/** Comments of a page in the order of their numbers, whichever way it was read. */
export type CommentsPage = Page<Comment>;

/** An audience, and where the comment would go. */
export type AudiencePreview = Parameters<MeanwhileClient["comments"]["previewAudience"]>[0];

export const commentsKeys = {
  all: ["meanwhile", "comments"],
  /** Every list of a thread's comments, wherever it begins. */
  lists: (threadId: string) => ["meanwhile", "comments", "list", threadId],
  list: (threadId: string, from = 1) => ["meanwhile", "comments", "list", threadId, { from }],
  get: (commentId: string) => ["meanwhile", "comments", "get", commentId],
  /** Every preview: who is off changes with the hour and with what members say of themselves. */
  audiences: ["meanwhile", "comments", "audience"],
  audience: (input: AudiencePreview) => ["meanwhile", "comments", "audience", input],
  versions: (commentId: string) => ["meanwhile", "comments", "versions", commentId],
} as const;

export function commentsQueries(client: MeanwhileClient) {
  return {
    /** A thread's comments from a number on; earlier and later pages join at the ends. */
    list: (threadId: ThreadId, { from = 1 }: { from?: number | undefined } = {}): InfiniteQueryOptions<CommentsPage, CommentsPosition> => ({
      ...pagesOf(commentsKeys.list(threadId, from), () => client.comments.list({ threadId })),
      queryFn: async ({ pageParam, signal }) => {
        const page = await client.comments.list({ threadId, ...pageParam }, { signal });
        return { ...page, data: [...page.data].sort((a, b) => a.number - b.number) };
      },
      initialPageParam: { from, direction: "forward" },
      getNextPageParam: (page, _, { from: start, direction }) => {
        // A page read backward ends where the page after it began.
        if (direction === "backward") return { from: start + 1, direction: "forward" };
        return page.nextCursor === null ? null : { from: (page.data.at(-1)?.number ?? start) + 1, direction: "forward" };
      },
      getPreviousPageParam: (page, _, { from: start }) => {
        const first = page.data[0]?.number ?? start;
        return first <= 1 ? null : { from: first - 1, direction: "backward" };
      },
    }),
    get: (commentId: CommentId) => queryOf(commentsKeys.get(commentId), ({ signal }) => client.comments.get({ commentId }, { signal })),
    audience: (input: AudiencePreview) => queryOf(commentsKeys.audience(input), ({ signal }) => client.comments.previewAudience(input, { signal })),
    versions: (commentId: CommentId) => pagesOf(commentsKeys.versions(commentId), (cursor, options) => client.comments.listVersions({ commentId, cursor }, options)),
  };
}
