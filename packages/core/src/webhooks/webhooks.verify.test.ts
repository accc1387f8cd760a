import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { MeanwhileError } from "../shared/errors.ts";
import { newWebhookSecret, signWebhook } from "./webhooks.signature.ts";
import { type VerifyOptions, verifyWebhook } from "./webhooks.verify.ts";

const secret = newWebhookSecret();
const other = newWebhookSecret();
const NOW = Date.UTC(2026, 10, 23, 9);
const timestamp = NOW / 1000;
const now = () => NOW;
const body = JSON.stringify({ type: "comment.created", timestamp: "2026-11-23T08:59:59.000Z", data: { workspace: "acme", seq: 7, commentId: "cmt_1", text: "häßlich 😀" } });
const id = "msg_01h455vb4pex5vsknk084sn02q";

async function headersFor(content: { id?: string; timestamp?: number; body?: string | Uint8Array } = {}, secrets: string[] = [secret]) {
  const signed = { id, timestamp, body, ...content };
  return { "webhook-id": signed.id, "webhook-timestamp": String(signed.timestamp), "webhook-signature": await signWebhook(signed, secrets) };
}

/** The code of what it throws, after making sure that no message tells anything. */
async function codeOf(delivery: Parameters<typeof verifyWebhook>[0], options: VerifyOptions = { secret, now }): Promise<string> {
  try {
    await verifyWebhook(delivery, options);
  } catch (error) {
    if (!MeanwhileError.isInstance(error)) throw error;
    const told = JSON.stringify([error.message, error.details, String(error.cause ?? ""), error.stack]);
    for (const hidden of [secret, secret.slice(6), other.slice(6), "häßlich", ...("headers" in delivery ? [String((delivery.headers as Record<string, string>)["webhook-signature"] ?? "-")] : [])]) {
      if (hidden.length > 3) expect(told).not.toContain(hidden);
    }
    // Nor the signature that would have been right.
    expect(told).not.toContain((await headersFor())["webhook-signature"].slice(3));
    return error.code;
  }
  return "verified";
}

describe("verifying a webhook", () => {
  it("gives the event of a signed delivery, from a Request, from Node's headers, and from bytes", async () => {
    const headers = await headersFor();
    const event = { id, type: "comment.created", timestamp: "2026-11-23T08:59:59.000Z", data: { workspace: "acme", seq: 7, commentId: "cmt_1", text: "häßlich 😀" } };
    const ways = [new Request("https://receiver.example/hook", { method: "POST", headers, body }), { headers, body }, { headers: new Headers(headers), body: new TextEncoder().encode(body) }];
    for (const way of ways) expect(await verifyWebhook(way, { secret, now })).toEqual(event);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    expect(await verifyWebhook({ headers: shouted, body }, { secret, now })).toEqual(event);
  });

  it("gives back a type it does not know", async () => {
    const unknown = JSON.stringify({ type: "meteor.landed", timestamp: "2031-01-01T00:00:00.000Z", data: { workspace: "acme" } });
    expect(await verifyWebhook({ headers: await headersFor({ body: unknown }), body: unknown }, { secret, now })).toMatchObject({ type: "meteor.landed" });
  });

  it("takes any of several signatures by any of several secrets", async () => {
    const both = await headersFor({}, [other, secret]);
    expect(both["webhook-signature"].split(" ")).toHaveLength(2);
    for (const options of [{ secret }, { secret: other }, { secrets: [newWebhookSecret(), secret] }]) expect(await codeOf({ headers: both, body }, { ...options, now })).toBe("verified");
    const strange = { ...both, "webhook-signature": `v1a,AAAA v2,x nonsense v1,!! ${both["webhook-signature"]}` };
    expect(await codeOf({ headers: strange, body })).toBe("verified");
  });

  it("refuses what was changed, whatever was changed", async () => {
    const headers = await headersFor();
    expect(await codeOf({ headers, body: `${body} ` })).toBe("webhooks/bad_signature");
    expect(await codeOf({ headers: { ...headers, "webhook-id": "msg_other" }, body })).toBe("webhooks/bad_signature");
    expect(await codeOf({ headers: { ...headers, "webhook-timestamp": String(timestamp + 1) }, body })).toBe("webhooks/bad_signature");
    expect(await codeOf({ headers, body }, { secret: other, now })).toBe("webhooks/bad_signature");
    for (const signature of ["v1,", "v1,AAAA", "v1", `v1,${"A".repeat(43)}=`, headers["webhook-signature"].slice(3), `v2,${headers["webhook-signature"].slice(3)}`]) {
      expect(await codeOf({ headers: { ...headers, "webhook-signature": signature }, body })).toBe("webhooks/bad_signature");
    }
  });

  it("verifies nothing that differs in a single bit", async () => {
    const bytes = new TextEncoder().encode(body);
    const headers = await headersFor();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const changed = bytes.slice();
        changed[bit >> 3]! ^= 1 << (bit & 7);
        expect(await codeOf({ headers, body: changed })).toBe("webhooks/bad_signature");
      }),
      { numRuns: 200 },
    );
  });

  it("refuses what is older or newer than the tolerance, on both sides of its edge", async () => {
    const at = async (shift: number, toleranceSeconds?: number) => codeOf({ headers: await headersFor({ timestamp: timestamp + shift }), body }, { secret, now, ...(toleranceSeconds === undefined ? {} : { toleranceSeconds }) });
    expect([await at(-300), await at(300), await at(-301), await at(301)]).toEqual(["verified", "verified", "webhooks/stale_timestamp", "webhooks/stale_timestamp"]);
    expect([await at(-10, 10), await at(-11, 10)]).toEqual(["verified", "webhooks/stale_timestamp"]);
  });

  it("calls malformed what is no delivery", async () => {
    const headers = await headersFor();
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) expect(await codeOf({ headers: { ...headers, [name]: "" }, body })).toBe("webhooks/malformed");
    for (const wrong of ["now", "-1", "1e9", "0x10", "12 ", "9".repeat(20)]) expect(await codeOf({ headers: { ...headers, "webhook-timestamp": wrong }, body })).toBe("webhooks/malformed");
    expect(await codeOf({ headers: { ...headers, "webhook-id": "a.b" }, body })).toBe("webhooks/malformed");
    for (const text of ["", "null", "7", "[]", "{", '{"type":7}', '{"type":"a.b","timestamp":"x"}', "\ud800"]) {
      expect(await codeOf({ headers: await headersFor({ body: text }), body: text })).toBe("webhooks/malformed");
    }
    const request = new Request("https://receiver.example/hook", { method: "POST", headers, body });
    await request.text();
    expect(await codeOf(request)).toBe("webhooks/malformed");
    expect(await codeOf({ headers, body: JSON.parse(body) as string })).toBe("webhooks/malformed");
  });

  it("says that a secret is none", async () => {
    const headers = await headersFor();
    for (const wrong of ["", "whsec_", "whsec_short", "whsec_не base64"]) expect(await codeOf({ headers, body }, { secret: wrong, now })).toBe("webhooks/bad_secret");
    expect(await codeOf({ headers, body }, { now })).toBe("webhooks/bad_secret");
  });

  it("never fails but with a code of its own", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom("webhook-id", "webhook-timestamp", "webhook-signature"), fc.oneof(fc.string({ unit: "binary" }), fc.constant(String(timestamp)), fc.constant("v1,AAAA"))), fc.string({ unit: "binary" }), async (headers, text) => {
        expect(await codeOf({ headers, body: text })).toMatch(/^webhooks\/(malformed|stale_timestamp|bad_signature)$/);
      }),
    );
  });
});

describe("beside the standardwebhooks package", () => {
  it("is verified by it, and verifies it", async () => {
    const real = Date.now();
    const seconds = Math.floor(real / 1000);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.string(), fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,8}$/), async (key, text, type) => {
        const shared = `whsec_${btoa(String.fromCharCode(...key))}`;
        const payload = JSON.stringify({ type, timestamp: "2026-11-23T09:00:00.000Z", data: { workspace: "acme", text } });
        const theirs = new Webhook(shared);
        const signature = await signWebhook({ id, timestamp: seconds, body: payload }, [shared]);
        const headers = { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signature };
        expect(theirs.verify(payload, headers)).toEqual(JSON.parse(payload));
        const signed = theirs.sign(id, new Date(seconds * 1000), payload);
        expect(signed).toBe(signature);
        expect(await verifyWebhook({ headers: { ...headers, "webhook-signature": signed }, body: payload }, { secret: shared, now: () => real })).toMatchObject({ id, type });
        expect(() => theirs.verify(`${payload} `, headers)).toThrow();
      }),
      { numRuns: 50 },
    );
  });

  it("gives a secret that it takes, of 32 bytes", () => {
    const made = newWebhookSecret();
    expect(made).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(() => new Webhook(made)).not.toThrow();
    expect(newWebhookSecret()).not.toBe(made);
  });
});
