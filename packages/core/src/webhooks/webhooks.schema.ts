import * as z from "zod";
import { countSchema, happenedSchema, idSchema, instantSchema } from "../shared/schema.ts";

/** Names of this machine, to which plain http may go: the bytes leave it for nowhere. */
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Where events are sent: https, or http to this machine itself. No user name or password: an address is shown to every owner. */
export const webhookUrlSchema = z
  .string()
  .max(2048)
  .refine((text) => isWebhookUrl(text), "an https address without user name and password; http only for localhost");

function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname));
}

/** The name of a kind of event: `comment.created`. */
export const webhookTypeSchema = z.string().max(64).regex(/^[a-z_]+(\.[a-z_]+)+$/, "the type of an event, such as comment.created");

/** Why nothing is sent: an owner switched it off, the receiver answered 410 Gone, or nothing arrived for days. */
export const webhookDisabledSchema = happenedSchema.extend({ reason: z.enum(["switched_off", "gone", "failing"]) });

/** An endpoint of the host's or of a customer's that is told of what happens in the workspace. */
export const webhookSchema = z.object({
  id: idSchema("whk"),
  url: z.string(),
  description: z.string(),
  /** Only events of these types; null is all of them. */
  types: z.array(z.string()).nullable(),
  /** Told of private channels and restricted subjects as well; of threads among named people never. */
  includePrivate: z.boolean(),
  /** Until when deliveries are signed with the secret before this one, too. */
  previousSecretUntil: instantSchema.nullable(),
  /** Since when no delivery has succeeded; null while all is well. */
  failingSince: instantSchema.nullable(),
  disabled: webhookDisabledSchema.nullable(),
  created: happenedSchema,
  version: z.number().int(),
});

/** As it is answered once, when a secret was made. */
export const webhookWithSecretSchema = webhookSchema.extend({
  /** `whsec_…`, to verify deliveries with. It is never given again: null where this answers the repetition of a call. */
  secret: z.string().nullable(),
});

export const webhookDeliveryStateSchema = z.enum(["pending", "delivered", "dead"]);

/** One event on its way to one endpoint. */
export const webhookDeliverySchema = z.object({
  /** The `webhook-id` of every attempt, by which a receiver knows what it has seen. */
  id: idSchema("msg"),
  type: z.string(),
  /** The event's place in the log; null for a test. */
  seq: z.number().int().nullable(),
  /** What is sent, byte for byte. */
  body: z.string(),
  state: webhookDeliveryStateSchema,
  /** Since it was made, or replayed. */
  attempts: countSchema,
  lastAttempt: z
    .object({
      at: instantSchema,
      /** The status of the answer; null where none came. */
      status: z.number().int().nullable(),
      /** Why it does not count as delivered, in words; null where it does. */
      error: z.string().nullable(),
      /** How the answer began. */
      excerpt: z.string(),
    })
    .nullable(),
  nextAttemptAt: instantSchema.nullable(),
  createdAt: instantSchema,
});

export type Webhook = z.infer<typeof webhookSchema>;
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
export type WebhookDeliveryState = z.infer<typeof webhookDeliveryStateSchema>;
export type WebhookDisabledReason = z.infer<typeof webhookDisabledSchema>["reason"];
