/** For receivers of webhooks: verify a delivery, or sign one in a test. */
export { signWebhook, newWebhookSecret, type SignedContent } from "./webhooks.signature.ts";
export { type RawDelivery, type VerifyOptions, verifyWebhook, type WebhookData, type WebhookEvent, type WebhookEventType } from "./webhooks.verify.ts";
export { webhookErrors } from "./webhooks.errors.ts";
