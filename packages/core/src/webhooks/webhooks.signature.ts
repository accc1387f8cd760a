import { webhookErrors } from "./webhooks.errors.ts";

const PREFIX = "whsec_";

/** A new secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(random: (bytes: Uint8Array<ArrayBuffer>) => unknown = (bytes) => crypto.getRandomValues(bytes)): string {
  const bytes = new Uint8Array(32);
  random(bytes);
  return PREFIX + btoa(String.fromCharCode(...bytes));
}

/** What is signed: who says it, when, and every byte. Neither id nor timestamp can hold a full stop. */
export interface SignedContent {
  id: string;
  /** Seconds since the epoch. */
  timestamp: number;
  body: string | Uint8Array;
}

/**
 * The value of `webhook-signature`: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, one for each secret, with spaces between
 * (Standard Webhooks 1.0.0). Also of use to a receiver's own tests.
 *
 * @throws MeanwhileError `webhooks/bad_secret`
 */
export async function signWebhook(content: SignedContent, secrets: readonly string[]): Promise<string> {
  const bytes = signedBytes(content);
  const signatures = await Promise.all(
    secrets.map(async (secret) => {
      const signature = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret, "sign"), bytes));
      return `v1,${btoa(String.fromCharCode(...signature))}`;
    }),
  );
  return signatures.join(" ");
}

export function signedBytes({ id, timestamp, body }: SignedContent): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const head = encoder.encode(`${id}.${timestamp}.`);
  const rest = typeof body === "string" ? encoder.encode(body) : body;
  const bytes = new Uint8Array(head.length + rest.length);
  bytes.set(head);
  bytes.set(rest, head.length);
  return bytes;
}

/** @throws MeanwhileError `webhooks/bad_secret`, without the secret */
export async function keyOf(secret: string, usage: "sign" | "verify"): Promise<CryptoKey> {
  const bytes = fromBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  if (!bytes || bytes.length < 16) throw webhookErrors.badSecret("A webhook secret is not whsec_ followed by base64. Copy it whole from where it was shown.");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [usage]);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
