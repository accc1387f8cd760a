import type { RouteTable } from "../shared/route.ts";

export const eventsRoutes = {
  /** Also answers as a stream of server-sent events where the request accepts `text/event-stream`. */
  list: ["GET", "/events"],
} as const satisfies RouteTable;
