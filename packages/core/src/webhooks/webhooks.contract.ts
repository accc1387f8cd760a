import * as z from "zod";
import type { ContractOf } from "../shared/contract.ts";
import { idSchema, instantSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import type { webhooksRoutes } from "./webhooks.routes.ts";
import { webhookDeliverySchema, webhookDeliveryStateSchema, webhookSchema, webhookTypeSchema, webhookUrlSchema, webhookWithSecretSchema } from "./webhooks.schema.ts";

const params = z.object({ webhookId: idSchema("whk") });
const description = z.string().trim().max(300);
const types = z.array(webhookTypeSchema).min(1).max(50).nullable();

/** What is kept of an answer for a repeated idempotency key: everything but the secret. */
const withoutSecret = (answer: unknown) => ({ ...(answer as object), secret: null });

export const webhooksContract = {
  list: { summary: "The workspace's webhooks, oldest first (owners)", query: pageQuerySchema, response: pageSchema(webhookSchema) },
  get: { summary: "One webhook (owners)", params, response: webhookSchema },
  create: {
    summary: "Have events sent to an address from now on; the answer has the secret, once (owners)",
    body: z.object({
      id: idSchema("whk").optional(),
      url: webhookUrlSchema,
      description: description.default(""),
      /** Only events of these types; null is all of them, those of later versions too. */
      types: types.default(null),
      includePrivate: z.boolean().default(false),
    }),
    response: webhookWithSecretSchema,
    keep: withoutSecret,
    errors: ["webhooks/unknown_type", "webhooks/too_many"],
  },
  update: {
    summary: "Change a webhook, switch it off, or on again: what happened meanwhile is then sent (owners)",
    params,
    body: z.object({
      url: webhookUrlSchema.optional(),
      description: description.optional(),
      types: types.optional(),
      includePrivate: z.boolean().optional(),
      enabled: z.boolean().optional(),
    }),
    response: webhookSchema,
    errors: ["webhooks/unknown_type"],
  },
  remove: { summary: "Remove a webhook with its deliveries (owners)", params, response: null },
  rotateSecret: {
    summary: "Make a new secret; the one before stays valid beside it for a while (owners)",
    params,
    body: z.object({
      /** Seconds for which deliveries are signed with both; a day unless told, a week at the most. */
      keepPreviousSeconds: z.number().int().min(0).max(604_800).default(86_400),
    }),
    response: webhookWithSecretSchema,
    keep: withoutSecret,
  },
  sendTest: { summary: "Send an event of the type webhook.test (owners)", params, response: webhookDeliverySchema, errors: ["webhooks/disabled"] },
  listDeliveries: {
    summary: "What was and will be sent to a webhook, newest first; kept for a week, dead ones for a month (owners)",
    params,
    query: pageQuerySchema.extend({ state: webhookDeliveryStateSchema.optional() }),
    response: pageSchema(webhookDeliverySchema),
  },
  replay: {
    summary: "Send one delivery again, with the same id and bytes (owners)",
    params: params.extend({ deliveryId: idSchema("msg") }),
    response: webhookDeliverySchema,
    errors: ["webhooks/disabled"],
  },
  replayDead: {
    summary: "Send again everything that was given up since a moment (owners)",
    params,
    body: z.object({
      /** By when the delivery was made. */
      since: instantSchema,
    }),
    response: z.object({ count: z.number().int() }),
    errors: ["webhooks/disabled"],
  },
} as const satisfies ContractOf<typeof webhooksRoutes>;
