import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { afterAttempt } from "./webhooks.rules.ts";
import { webhookUrlSchema } from "./webhooks.schema.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 23, 9);

const after = (status: number | null, more: { attempts?: number; failures?: number; failingSince?: number | null; random?: number; retryAfter?: string | null } = {}) =>
  afterAttempt({ status, retryAfter: more.retryAfter ?? null }, { attempts: 1, failures: 0, failingSince: null, now: NOW, random: 0, ...more });

describe("after an attempt", () => {
  it.each([200, 201, 204, 299])("%i is delivered", (status) => {
    expect(after(status, { failingSince: NOW - 9 * DAY, attempts: 10 })).toEqual({ state: "delivered", next: null, disable: null, restUntil: 0 });
  });

  it.each([100, 301, 302, 307, 308, 400, 401, 404, 409, 500, 501])("%i is tried again, and holds up nothing else", (status) => {
    expect(after(status)).toEqual({ state: "pending", next: NOW + 5 * SECOND, disable: null, restUntil: 0 });
  });

  it.each([null, 429, 502, 503, 504])("%s is tried again, and the receiver left alone for a while", (status) => {
    expect(after(status)).toEqual({ state: "pending", next: NOW + 5 * SECOND, disable: null, restUntil: NOW + 5 * SECOND });
    expect(after(status, { failures: 3 }).restUntil).toBe(NOW + 40 * SECOND);
    expect(after(status, { failures: 99 }).restUntil).toBe(NOW + 5 * MINUTE);
  });

  it("410 switches the endpoint off", () => {
    expect(after(410)).toEqual({ state: "dead", next: null, disable: "gone", restUntil: 0 });
  });

  it("waits as Standard Webhooks recommends, ten attempts over three days", () => {
    const waits = Array.from({ length: 9 }, (_, i) => after(500, { attempts: i + 1 }).next! - NOW);
    expect(waits).toEqual([5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, DAY]);
    expect(after(500, { attempts: 10 })).toMatchObject({ state: "dead", next: null });
  });

  test.each([
    ["120", NOW + 120 * SECOND],
    ["Mon, 23 Nov 2026 09:10:00 GMT", NOW + 10 * MINUTE],
    ["1", NOW + 5 * SECOND],
    ["999999999", NOW + DAY],
    ["Mon, 23 Nov 2020 09:10:00 GMT", NOW + 5 * SECOND],
    ["soon", NOW + 5 * SECOND],
    ["-5", NOW + 5 * SECOND],
  ])("Retry-After %j is kept to", (retryAfter, next) => {
    expect(after(503, { retryAfter }).next).toBe(next);
    expect(after(503, { retryAfter }).restUntil).toBe(next);
    expect(after(500, { retryAfter }).next).toBe(next);
  });

  it("switches an endpoint off to which nothing got through for five days", () => {
    expect(after(500, { failingSince: NOW - 5 * DAY + 1 }).disable).toBe(null);
    expect(after(500, { failingSince: NOW - 5 * DAY })).toMatchObject({ state: "dead", disable: "failing" });
  });

  it("always comes to an end, later and never earlier than the schedule says", () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 100, max: 599 })), fc.integer({ min: 1, max: 12 }), fc.nat(50), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.option(fc.string()), (status, attempts, failures, random, retryAfter) => {
        const least = after(status, { attempts, failures });
        const outcome = after(status, { attempts, failures, random, retryAfter });
        expect(outcome.next === null).toBe(outcome.state !== "pending");
        if (outcome.next !== null) {
          expect(outcome.next).toBeGreaterThanOrEqual(least.next!);
          expect(outcome.next - NOW).toBeLessThanOrEqual(1.2 * DAY);
        }
        if (attempts >= 10) expect(outcome.state).not.toBe("pending");
      }),
    );
  });
});

test.each([
  ["https://receiver.example/hook?a=1", true],
  ["https://10.0.0.1/hook", true],
  ["http://localhost:3000/hook", true],
  ["http://127.0.0.1/", true],
  ["http://[::1]:8080/", true],
  ["http://receiver.example/", false],
  ["http://localhost.evil.example/", false],
  ["https://user:password@receiver.example/", false],
  ["https://user@receiver.example/", false],
  ["ftp://receiver.example/", false],
  ["javascript:alert(1)", false],
  ["file:///etc/passwd", false],
  ["//receiver.example", false],
  ["https://", false],
  [`https://receiver.example/${"x".repeat(2048)}`, false],
])("%s as an address: %s", (url, isOne) => {
  expect(webhookUrlSchema.safeParse(url).success).toBe(isOne);
});
