import type { RouteTable } from "../shared/route.ts";

export const inboxRoutes = {
  list: ["GET", "/inbox"],
  counts: ["GET", "/inbox/counts"],
  get: ["GET", "/inbox/items/:itemId"],
  setState: ["PUT", "/inbox/items/:itemId/state"],
  setSaved: ["PUT", "/inbox/items/:itemId/saved"],
  snooze: ["PUT", "/inbox/items/:itemId/snooze"],
  unsnooze: ["DELETE", "/inbox/items/:itemId/snooze"],
  archiveAll: ["POST", "/inbox/archive"],
  readAll: ["POST", "/inbox/read"],
  undo: ["POST", "/inbox/undo"],
  markUnreadFor: ["POST", "/threads/:threadId/unread-for"],
  catchUp: ["GET", "/inbox/catch-up"],
  getPreferences: ["GET", "/inbox/preferences"],
  setPreferences: ["PATCH", "/inbox/preferences"],
} as const satisfies RouteTable;

export const followsRoutes = {
  getThread: ["GET", "/threads/:threadId/follow"],
  setThread: ["PUT", "/threads/:threadId/follow"],
  getChannel: ["GET", "/channels/:channelId/follow"],
  setChannel: ["PUT", "/channels/:channelId/follow"],
} as const satisfies RouteTable;
