export type { Webhook, WebhookDelivery, WebhookDeliveryState, WebhookDisabledReason, WebhookWithSecret } from "./webhooks.schema.ts";
export { webhookErrors } from "./webhooks.errors.ts";
export { afterAttempt, type WebhookAnswer, type WebhookOutcome } from "./webhooks.rules.ts";
export { webhooksRoutes } from "./webhooks.routes.ts";
export { webhooksKeys, webhooksQueries } from "./webhooks.queries.ts";
