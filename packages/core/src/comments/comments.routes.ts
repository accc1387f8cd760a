import type { RouteTable } from "../shared/route.ts";

export const commentsRoutes = {
  list: ["GET", "/threads/:threadId/comments"],
  create: ["POST", "/threads/:threadId/comments"],
  get: ["GET", "/comments/:commentId"],
  edit: ["PATCH", "/comments/:commentId"],
  delete: ["DELETE", "/comments/:commentId"],
  listVersions: ["GET", "/comments/:commentId/versions"],
  setReaction: ["PUT", "/comments/:commentId/reactions"],
  setAcknowledged: ["PUT", "/comments/:commentId/acknowledged"],
  previewAudience: ["GET", "/audience"],
} as const satisfies RouteTable;
