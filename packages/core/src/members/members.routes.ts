import type { RouteTable } from "../shared/route.ts";

export const membersRoutes = {
  me: ["GET", "/me"],
  list: ["GET", "/members"],
  get: ["GET", "/members/:memberId"],
  upsert: ["PUT", "/members/:memberId"],
  update: ["PATCH", "/members/:memberId"],
  deactivate: ["POST", "/members/:memberId/deactivate"],
  reactivate: ["POST", "/members/:memberId/reactivate"],
} as const satisfies RouteTable;

export const groupsRoutes = {
  list: ["GET", "/groups"],
  put: ["PUT", "/groups/:groupId"],
  remove: ["DELETE", "/groups/:groupId"],
} as const satisfies RouteTable;
