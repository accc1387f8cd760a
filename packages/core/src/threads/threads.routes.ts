import type { RouteTable } from "../shared/route.ts";

export const threadsRoutes = {
  list: ["GET", "/threads"],
  count: ["GET", "/threads/count"],
  create: ["POST", "/threads"],
  get: ["GET", "/threads/:threadId"],
  update: ["PATCH", "/threads/:threadId"],
  setContext: ["PUT", "/threads/:threadId/context"],
  listContextVersions: ["GET", "/threads/:threadId/context/versions"],
  close: ["POST", "/threads/:threadId/close"],
  reopen: ["POST", "/threads/:threadId/reopen"],
  setPinned: ["PUT", "/threads/:threadId/pinned"],
  setAssignee: ["PUT", "/threads/:threadId/assignee"],
  move: ["POST", "/threads/:threadId/move"],
  setPosition: ["PUT", "/threads/:threadId/position"],
  addPeople: ["POST", "/threads/:threadId/people"],
  setSubjectAccess: ["PUT", "/subjects/access"],
} as const satisfies RouteTable;
