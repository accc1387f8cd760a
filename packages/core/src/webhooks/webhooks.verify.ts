import { type Now, systemNow } from "../client/ports.ts";
import type { EventType, MeanwhileEvent } from "../events/events.schema.ts";
import { webhookErrors } from "./webhooks.errors.ts";
import { fromBase64, keyOf, signedBytes } from "./webhooks.signature.ts";

/** The types this version sends. A receiver ignores what it does not know: later versions send more. */
export type WebhookEventType = EventType | "webhook.test";

/** A delivery that was verified. */
export interface WebhookEvent {
  /** The same for every attempt at this delivery: what to remember to do a thing once. */
  id: string;
  type: WebhookEventType | (string & {});
  /** When it happened, ISO 8601; not when it was sent. */
  timestamp: string;
  data: WebhookData;
}

/** Where and what, not the words: whoever may read them asks the API, as themselves. */
export interface WebhookData extends Partial<Omit<MeanwhileEvent, "type" | "at">> {
  workspace: string;
}

/** The part of a web `Request` that is looked at. */
interface RequestLike {
  headers: Headers;
  bodyUsed: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A delivery as a server took it in, with the body as it came: not parsed, not printed again. */
export interface RawDelivery {
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  body: string | Uint8Array;
}

export interface VerifyOptions {
  /** `whsec_…`. */
  secret?: string;
  /** Several, while one takes the place of another. */
  secrets?: readonly string[];
  /** How far the sender's clock and ours may be apart, in seconds; 300 unless told. */
  toleranceSeconds?: number;
  /** Milliseconds since the epoch; the system's unless told. */
  now?: Now;
}

/** Signatures looked at; a delivery has one for each secret, which are two at the most. */
const MOST_SIGNATURES = 16;

/**
 * Makes sure that a delivery is from the server that knows the secret, and is neither changed nor old, and gives the event back. Types it
 * does not know are given back too. Runs wherever there is WebCrypto: Node, browsers, edge runtimes. Signatures are compared in constant
 * time by WebCrypto itself; no message holds a signature, a secret or a part of what came.
 *
 * @throws MeanwhileError `webhooks/malformed`, `webhooks/stale_timestamp`, `webhooks/bad_signature`, `webhooks/bad_secret`
 *
 * @example
 * const event = await verifyWebhook(request, { secret: process.env.MEANWHILE_WEBHOOK_SECRET });
 */
export async function verifyWebhook(delivery: RequestLike | RawDelivery, { secret, secrets, toleranceSeconds = 300, now = systemNow }: VerifyOptions): Promise<WebhookEvent> {
  const header = (name: string) => headerOf(delivery.headers, name);
  const [id, timestamp, signatures] = [header("webhook-id"), header("webhook-timestamp"), header("webhook-signature")];
  if (!id || !timestamp || !signatures) throw webhookErrors.malformed("webhook-id, webhook-timestamp or webhook-signature is missing. Is this request a webhook, and did all its headers come through?");
  if (id.length > 256 || id.includes(".") || !/^\d{1,12}$/.test(timestamp)) throw webhookErrors.malformed("webhook-id or webhook-timestamp is not as Standard Webhooks has them.");
  if (!(Math.abs(now() / 1000 - Number(timestamp)) <= toleranceSeconds)) {
    throw webhookErrors.staleTimestamp("This delivery was signed too long ago or too far ahead of this clock. Set the clock, or take it as somebody's repetition of an old one.");
  }
  const keys = await Promise.all([...(secret === undefined ? [] : [secret]), ...(secrets ?? [])].map((one) => keyOf(one, "verify")));
  if (keys.length === 0) throw webhookErrors.badSecret("There is no secret to verify with. Give the one that was shown when the webhook was made.");
  const body = await bodyOf(delivery);
  const content = signedBytes({ id, timestamp: Number(timestamp), body });
  if (!(await isSigned(content, signatures, keys))) throw webhookErrors.badSignature("No signature is by one of the secrets. Give the body as it came, byte for byte, and the secret of this webhook.");
  return { id, ...eventOf(body) };
}

async function isSigned(content: Uint8Array<ArrayBuffer>, header: string, keys: readonly CryptoKey[]): Promise<boolean> {
  for (const one of header.split(" ").slice(0, MOST_SIGNATURES)) {
    if (!one.startsWith("v1,")) continue;
    const signature = fromBase64(one.slice(3));
    if (signature?.length !== 32) continue;
    for (const key of keys) if (await crypto.subtle.verify("HMAC", key, signature, content)) return true;
  }
  return false;
}

async function bodyOf(delivery: RequestLike | RawDelivery): Promise<string | Uint8Array> {
  if ("body" in delivery && (typeof delivery.body === "string" || delivery.body instanceof Uint8Array)) return delivery.body;
  const request = delivery as RequestLike;
  if (typeof request.arrayBuffer !== "function" || request.bodyUsed) {
    throw webhookErrors.malformed("The body was read or parsed before. Verify first, or hand over the bytes as they came.");
  }
  return new Uint8Array(await request.arrayBuffer());
}

function eventOf(body: string | Uint8Array): Omit<WebhookEvent, "id"> {
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    const { type, timestamp, data } = JSON.parse(text) as Partial<WebhookEvent>;
    if (typeof type === "string" && typeof timestamp === "string" && typeof data === "object" && data !== null) return { type, timestamp, data };
  } catch {
    // Said below, without what was in it.
  }
  throw webhookErrors.malformed("The body is signed, but is not JSON with type, timestamp and data.");
}

/** Node gives headers as an object with lower-case names; a proxy in between may have changed their case. */
function headerOf(headers: RawDelivery["headers"], name: string): string | undefined {
  if (typeof (headers as Headers).get === "function") return (headers as Headers).get(name) ?? undefined;
  const found = Object.entries(headers as Record<string, string | readonly string[] | undefined>).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" ? found : found?.[0];
}
