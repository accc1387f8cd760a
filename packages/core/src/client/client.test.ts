import { describe, expect, expectTypeOf, test } from "vitest";
import type { Channel } from "../channels/index.ts";
import { MeanwhileError } from "../shared/errors.ts";
import type { ChannelId, ThreadId } from "../shared/ids.ts";
import { type MeanwhileClient, createMeanwhileClient } from "./client.ts";
import { fakeDelay, fakeFetch, json } from "./testing.ts";

const threadId = "thr_01h455vb4pex5vsknk084sn02q" as ThreadId;
const immediately = () => Promise.resolve();
const clientOf = (fake: ReturnType<typeof fakeFetch>) => createMeanwhileClient({ baseUrl: "https://app.example/meanwhile/", fetch: fake.fetch, delay: immediately, random: () => 0.5 });

describe("a call", () => {
  test("puts params into the path and the rest of a GET into the query", async () => {
    const fake = fakeFetch(() => json({ data: [], nextCursor: null }));
    await clientOf(fake).comments.list({ threadId, from: 3, direction: "backward", cursor: undefined });
    await clientOf(fake).members.list({ ids: ["a b", "ü"], query: "x&y" });
    expect(fake.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET https://app.example/meanwhile/v1/threads/${threadId}/comments?from=3&direction=backward`,
      "GET https://app.example/meanwhile/v1/members?ids=a+b&ids=%C3%BC&query=x%26y",
    ]);
    expect(fake.received[0]!.body).toBeUndefined();
  });

  test("puts the rest of a POST, PUT or PATCH into a JSON body", async () => {
    const fake = fakeFetch(() => json({}));
    await clientOf(fake).comments.create({ threadId, markdown: "Hello" }, { idempotencyKey: "op_1" });
    const [request] = fake.received;
    expect(request).toMatchObject({ method: "POST", url: `https://app.example/meanwhile/v1/threads/${threadId}/comments`, body: { markdown: "Hello" } });
    expect(request!.headers.get("content-type")).toBe("application/json");
    expect(request!.headers.get("idempotency-key")).toBe("op_1");
  });

  test("encodes params, and refuses one that a URL would swallow", async () => {
    const fake = fakeFetch(() => json({}));
    await clientOf(fake).members.get({ memberId: "a/b?c" });
    expect(fake.received[0]!.url).toMatch(/\/members\/a%2Fb%3Fc$/);
    await expect(clientOf(fake).members.get({ memberId: ".." })).rejects.toMatchObject({ code: "shared/invalid_input" });
    await expect(clientOf(fake).members.get({ memberId: "" })).rejects.toMatchObject({ code: "shared/invalid_input" });
    expect(fake.received).toHaveLength(1);
  });

  test("that takes nothing is called with nothing, and 204 is undefined", async () => {
    const fake = fakeFetch(({ method }) => (method === "GET" ? json({ id: "ada" }) : new Response(null, { status: 204 })));
    expect(await clientOf(fake).members.me()).toEqual({ id: "ada" });
    expect(await clientOf(fake).channels.leave({ channelId: "chn_1" })).toBeUndefined();
  });

  test("asks for headers before every try", async () => {
    let token = 0;
    const fake = fakeFetch((_, count) => (count === 1 ? json({}, 503) : json({})));
    const client = createMeanwhileClient({ baseUrl: "", fetch: fake.fetch, delay: immediately, headers: async () => ({ authorization: `Bearer ${++token}` }) });
    await client.members.me();
    expect(fake.received.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      ["/v1/me", "Bearer 1"],
      ["/v1/me", "Bearer 2"],
    ]);
  });

  test("is typed by the contract", () => {
    expectTypeOf<MeanwhileClient["channels"]["get"]>().returns.resolves.toEqualTypeOf<Channel>();
    expectTypeOf<MeanwhileClient["channels"]["iterate"]>().returns.toEqualTypeOf<AsyncIterable<Channel>>();
    expectTypeOf<MeanwhileClient["channels"]["get"]>().parameter(0).toEqualTypeOf<{ channelId: string }>();
    expectTypeOf<ChannelId>().toExtend<string>();
  });
});

describe("iterate", () => {
  test("goes through every page", async () => {
    const fake = fakeFetch(({ url }) => (url.includes("cursor=2") ? json({ data: [{ id: "c" }], nextCursor: null }) : json({ data: [{ id: "a" }, { id: "b" }], nextCursor: "2" })));
    const ids: string[] = [];
    for await (const thread of clientOf(fake).threads.iterate({ state: "open" })) ids.push(thread.id);
    expect(ids).toEqual(["a", "b", "c"]);
    expect(fake.received[1]!.url).toMatch(/state=open&cursor=2$/);
  });

  test("comes for every list", () => {
    const client = clientOf(fakeFetch(() => json({})));
    expect([client.channels.iterateMembers, client.comments.iterateVersions, client.threads.iterateContextVersions].every((one) => typeof one === "function")).toBe(true);
  });
});

describe("an error", () => {
  test("is what the problem document says", async () => {
    const fake = fakeFetch(() => json({ type: "about:blank", title: "Conflict", status: 409, detail: "The thread is closed.", code: "threads/closed", requestId: "req_1", details: { a: 1 } }, 409));
    const error = await clientOf(fake).comments.create({ threadId, markdown: "x" }).catch((cause: unknown) => cause);
    expect(MeanwhileError.isInstance(error, "threads/closed")).toBe(true);
    expect(error).toMatchObject({ message: "The thread is closed.", status: 409, retryable: false, requestId: "req_1", details: { a: 1 } });
  });

  test("has a code where a proxy answered", async () => {
    const fake = fakeFetch(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    await expect(clientOf(fake).members.me()).rejects.toMatchObject({ code: "shared/internal", status: 502, retryable: true });
  });

  test("is shared/network where no answer came, or one that is not ours", async () => {
    const broken = fakeFetch(() => {
      throw new TypeError("fetch failed");
    });
    await expect(clientOf(broken).members.me()).rejects.toMatchObject({ code: "shared/network", status: 0, retryable: true });
    const portal = fakeFetch(() => new Response("<h1>Log in</h1>"));
    await expect(clientOf(portal).members.me()).rejects.toMatchObject({ code: "shared/network" });
  });

  test("of an abort stays what it is", async () => {
    const stop = new AbortController();
    const fake = fakeFetch(() => new Promise<Response>((_, reject) => stop.signal.addEventListener("abort", () => reject(stop.signal.reason))));
    const call = clientOf(fake).members.me(undefined, { signal: stop.signal });
    stop.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("trying again", () => {
  const failing = (status: number, headers?: Record<string, string>) => fakeFetch(() => json({}, status, headers));

  test("a GET gets three more tries after 429 and 5xx", async () => {
    for (const status of [429, 500, 503]) {
      const fake = failing(status);
      await expect(clientOf(fake).members.me()).rejects.toMatchObject({ status });
      expect(fake.received).toHaveLength(4);
    }
  });

  test("anything else is tried once", async () => {
    const fake = failing(404);
    await expect(clientOf(fake).members.me()).rejects.toMatchObject({ code: "shared/not_found" });
    expect(fake.received).toHaveLength(1);
  });

  test("a mutation is tried once without an idempotency key, and again with the same one", async () => {
    const once = failing(503);
    await expect(clientOf(once).comments.create({ threadId, markdown: "x" })).rejects.toThrow();
    expect(once.received).toHaveLength(1);
    const fake = fakeFetch((_, count) => (count < 3 ? json({}, 503) : json({})));
    await clientOf(fake).comments.create({ threadId, markdown: "x" }, { idempotencyKey: "op_1" });
    expect(fake.received.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["op_1", "op_1", "op_1"]);
  });

  test("waits longer each time with full jitter, or as long as the server says", async () => {
    const waits: number[] = [];
    const delay = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds));
    const make = (fake: ReturnType<typeof fakeFetch>) => createMeanwhileClient({ baseUrl: "", fetch: fake.fetch, delay, random: () => 0.5 });
    await make(failing(500)).members.me().catch(() => undefined);
    expect(waits.splice(0)).toEqual([150, 300, 600]);
    await make(failing(429, { "retry-after": "2" })).members.me().catch(() => undefined);
    expect(waits.splice(0)).toEqual([2000, 2000, 2000]);
    await make(failing(503, { date: "Mon, 23 Nov 2026 12:00:00 GMT", "retry-after": "Mon, 23 Nov 2026 12:00:05 GMT" })).members.me().catch(() => undefined);
    expect(waits.splice(0)).toEqual([5000, 5000, 5000]);
  });

  test("does not wait where the server asks for longer than a person would; the error says how long", async () => {
    const fake = failing(429, { "retry-after": "600" });
    await expect(clientOf(fake).members.me()).rejects.toMatchObject({ code: "shared/rate_limited", retryAfter: 600 });
    expect(fake.received).toHaveLength(1);
  });

  test("ends when the signal is aborted", async () => {
    const stop = new AbortController();
    const { delay, next } = fakeDelay();
    const client = createMeanwhileClient({ baseUrl: "", fetch: failing(503).fetch, delay });
    const call = client.members.me(undefined, { signal: stop.signal });
    call.catch(() => undefined);
    await next();
    stop.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});
