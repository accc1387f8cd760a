import { type Pages, withItem } from "../shared/pages.ts";
import type { CommentsPage, CommentsPosition } from "./comments.queries.ts";
import type { Comment } from "./comments.schema.ts";

export type CommentsPages = Pages<CommentsPage, CommentsPosition>;

/**
 * Pages of a thread's comments with one that is new or was changed. A new one joins when it is the very next after the last page.
 *
 * @returns `null` where the pages are to be read again: comments are missing in between
 */
export function withComment(held: CommentsPages, comment: Comment): CommentsPages | null {
  const replaced = withItem<Comment, CommentsPages>(held, comment);
  if (replaced !== held || held.pages.some((page) => page.data.some((one) => one.id === comment.id))) return replaced;
  const page = held.pages.at(-1);
  const param = held.pageParams.at(-1);
  if (!page || !param) return held;
  const last = page.data.at(-1)?.number ?? param.from - 1;
  // Not read so far yet, or before what is shown: whoever scrolls there reads it.
  if (comment.number <= last || page.nextCursor !== null || param.direction === "backward") return held;
  if (comment.number !== last + 1) return null;
  return { ...held, pages: [...held.pages.slice(0, -1), { ...page, data: [...page.data, comment] }] };
}
