import type { RouteTable } from "../shared/route.ts";

export const webhooksRoutes = {
  list: ["GET", "/webhooks"],
  get: ["GET", "/webhooks/:webhookId"],
  create: ["POST", "/webhooks"],
  update: ["PATCH", "/webhooks/:webhookId"],
  remove: ["DELETE", "/webhooks/:webhookId"],
  rotateSecret: ["POST", "/webhooks/:webhookId/secret"],
  sendTest: ["POST", "/webhooks/:webhookId/test"],
  listDeliveries: ["GET", "/webhooks/:webhookId/deliveries"],
  replay: ["POST", "/webhooks/:webhookId/deliveries/:deliveryId/replay"],
  replayDead: ["POST", "/webhooks/:webhookId/replay"],
} as const satisfies RouteTable;
