export type { Audience, Comment, CommentVersion } from "./comments.schema.ts";
export { commentErrors } from "./comments.errors.ts";
export { commentsRoutes } from "./comments.routes.ts";
export { type CommentsPage, type CommentsPosition, commentsKeys, commentsQueries } from "./comments.queries.ts";
export { type CommentView, applyCommentOperations } from "./comments.rules.ts";
export { type CommentsPages, withComment } from "./comments.pages.rules.ts";
