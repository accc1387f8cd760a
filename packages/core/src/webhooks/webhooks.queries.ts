import type { MeanwhileClient } from "../client/client.ts";
import type { Id } from "../shared/ids.ts";
import { pagesOf, queryOf } from "../shared/query.ts";
import type { WebhookDeliveryState } from "./webhooks.schema.ts";

export const webhooksKeys = {
  all: ["meanwhile", "webhooks"],
  list: ["meanwhile", "webhooks", "list"],
  get: (webhookId: string) => ["meanwhile", "webhooks", "get", webhookId],
  deliveries: (webhookId: string, filter: { state?: WebhookDeliveryState } = {}) => ["meanwhile", "webhooks", "deliveries", webhookId, filter],
} as const;

export function webhooksQueries(client: MeanwhileClient) {
  return {
    list: () => pagesOf(webhooksKeys.list, (cursor, options) => client.webhooks.list({ cursor }, options)),
    get: (webhookId: Id<"whk">) => queryOf(webhooksKeys.get(webhookId), ({ signal }) => client.webhooks.get({ webhookId }, { signal })),
    deliveries: (webhookId: Id<"whk">, filter: { state?: WebhookDeliveryState } = {}) =>
      pagesOf(webhooksKeys.deliveries(webhookId, filter), (cursor, options) => client.webhooks.listDeliveries({ webhookId, ...filter, cursor }, options)),
  };
}
