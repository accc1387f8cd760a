export type { Audience, Comment, CommentVersion } from "./comments.schema.ts";
export { commentErrors } from "./comments.errors.ts";
export { commentsRoutes } from "./comments.routes.ts";
