import type { RouteTable } from "../shared/route.ts";

export const channelsRoutes = {
  list: ["GET", "/channels"],
  get: ["GET", "/channels/:channelId"],
  create: ["POST", "/channels"],
  update: ["PATCH", "/channels/:channelId"],
  archive: ["POST", "/channels/:channelId/archive"],
  unarchive: ["POST", "/channels/:channelId/unarchive"],
  join: ["POST", "/channels/:channelId/join"],
  leave: ["POST", "/channels/:channelId/leave"],
  setFavourite: ["PUT", "/channels/:channelId/favourite"],
  listMembers: ["GET", "/channels/:channelId/members"],
  addMembers: ["POST", "/channels/:channelId/members"],
  removeMember: ["DELETE", "/channels/:channelId/members/:memberId"],
} as const satisfies RouteTable;
