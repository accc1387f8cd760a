import type { RouteTable } from "../shared/route.ts";

export const decisionsRoutes = {
  list: ["GET", "/decisions"],
  create: ["POST", "/threads/:threadId/decisions"],
  get: ["GET", "/decisions/:decisionId"],
  edit: ["PATCH", "/decisions/:decisionId"],
  listVersions: ["GET", "/decisions/:decisionId/versions"],
  confirm: ["POST", "/decisions/:decisionId/confirm"],
  withdraw: ["POST", "/decisions/:decisionId/withdraw"],
} as const satisfies RouteTable;

export const proposalsRoutes = {
  list: ["GET", "/proposals"],
  create: ["POST", "/threads/:threadId/proposals"],
  get: ["GET", "/proposals/:proposalId"],
  vote: ["PUT", "/proposals/:proposalId/vote"],
  extend: ["POST", "/proposals/:proposalId/extend"],
  withdraw: ["POST", "/proposals/:proposalId/withdraw"],
} as const satisfies RouteTable;
