import { newId } from "@meanwhile/core";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { createMeanwhile } from "../meanwhile.ts";
import { describeEachDb, sharedDb } from "../testing/databases.ts";
import { BASE, resolveTestUser, testWorkspace } from "../testing/workspace.ts";
import type { Logger } from "./logger.ts";
import { createToken } from "./token.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";

describeEachDb("idempotency keys", (open) => {
  it("replays the stored answer for the same key and body, and says so", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    const send = () => ada.request("POST", "/v1/channels", { name: "Once" }, { "idempotency-key": "k1" });
    const first = await send();
    const second = await send();
    expect(second.status).toBe(200);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(await second.json()).toEqual(await first.json());
    expect((await ada.client.channels.list()).data).toHaveLength(1);
  });

  it("refuses the same key with another body", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    await ada.request("POST", "/v1/channels", { name: "One" }, { "idempotency-key": "k1" });
    const other = await ada.request("POST", "/v1/channels", { name: "Two" }, { "idempotency-key": "k1" });
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: "shared/idempotency_mismatch" });
  });

  it("lets one of many twins through and tells the others to wait, or replays", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    await ada.client.members.me();
    const all = await Promise.all(Array.from({ length: 8 }, () => ada.request("POST", "/v1/channels", { name: "Once" }, { "idempotency-key": "k1" })));
    const statuses = all.map((response) => response.status);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(statuses).toContain(200);
    expect(all.find((response) => response.status === 409)?.headers.get("retry-after")).toBe("1");
    expect((await ada.client.channels.list()).data).toHaveLength(1);
  });

  it("keeps the keys of two people apart", async () => {
    const { person } = testWorkspace(await open());
    await person("Ada").request("POST", "/v1/channels", { name: "Ada's" }, { "idempotency-key": "k1" });
    const response = await person("Ben").request("POST", "/v1/channels", { name: "Ben's" }, { "idempotency-key": "k1" });
    expect(await response.json()).toMatchObject({ name: "Ben's" });
  });

  it("forgets a key after 24 hours", async () => {
    const { person, clock } = testWorkspace(await open());
    const ada = person("Ada");
    const send = () => ada.request("POST", "/v1/channels", { name: "Daily" }, { "idempotency-key": "k1" });
    await send();
    clock.advance(24 * 60 * 60 * 1000 + 1);
    expect((await send()).headers.get("idempotent-replayed")).toBeNull();
    expect((await ada.client.channels.list()).data).toHaveLength(2);
  });

  it("leaves a key free where the call failed", async () => {
    const { person } = testWorkspace(await open());
    const ada = person("Ada");
    const channel = await ada.client.channels.create({ name: "Once" });
    const thread = await ada.client.threads.create({ channelId: channel.id, markdown: "Hello" });
    await ada.client.threads.close({ threadId: thread.id });
    const comment = () => ada.request("POST", `/v1/threads/${thread.id}/comments`, { markdown: "Late" }, { "idempotency-key": "k1" });
    expect((await comment()).status).toBe(409);
    await ada.client.threads.reopen({ threadId: thread.id });
    expect((await comment()).status).toBe(200);
  });
});

describeEachDb("the rate limit in the database", (open) => {
  it("is one for all processes together", async () => {
    const db = await open();
    const rateLimit = { points: 4, seconds: 60, store: "database" } as const;
    const here = testWorkspace(db, { rateLimit });
    const there = createMeanwhile({ database: db, migrate: false, jobs: false, rateLimit, resolveUser: resolveTestUser });
    const user = encodeURIComponent(JSON.stringify(here.person("Ada").user));
    const ask = async (server: { fetch(request: Request): Promise<Response> }) => (await server.fetch(new Request(`${BASE}/v1/me`, { headers: { "x-test-user": user } }))).status;
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push(await ask(i % 2 ? there : here.meanwhile));
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  });
});

describe("the HTTP face", () => {
  const workspace = async (options = {}) => testWorkspace(await sharedDb("pglite"), options);

  it("answers problems with their code and the request's id", async () => {
    const { person } = await workspace();
    const response = await person("Ada").request("GET", `/v1/threads/${newId("thr", 1)}`, undefined, { "x-request-id": "abc-123" });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("x-request-id")).toBe("abc-123");
    expect(await response.json()).toMatchObject({ code: "shared/not_found", status: 404, requestId: "abc-123" });
  });

  it("names a path's methods, and says what paths there are", async () => {
    const { person } = await workspace();
    const wrong = await person("Ada").request("DELETE", "/v1/threads");
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("GET, POST");
    const nowhere = await person("Ada").request("GET", "/v1/nowhere");
    expect(await nowhere.json()).toMatchObject({ code: "shared/not_found", detail: expect.stringContaining("openapi.json") as string });
  });

  it("refuses a cookie's write from another origin, and takes it from its own or a trusted one", async () => {
    const { person } = await workspace({ trustedOrigins: ["https://app.example.com"] });
    const write = (headers: Record<string, string>) => person("Ada").request("POST", "/v1/channels", { name: "C" }, { cookie: "session=1", ...headers });
    expect((await write({ origin: "https://evil.example" })).status).toBe(403);
    expect((await write({ origin: "null" })).status).toBe(403);
    expect((await write({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await write({ origin: "http://host.test" })).status).toBe(200);
    expect((await write({ origin: "https://app.example.com" })).status).toBe(200);
  });

  it("refuses what was meant to come from somebody else than who is signed in", async () => {
    const { person } = await workspace({});
    const [ada, ben] = [person("Ada"), person("Ben")];
    const { id } = await ada.client.members.me();
    const meant = { "meanwhile-user": `${encodeURIComponent(ada.user.workspace)}/${encodeURIComponent(id)}` };
    expect((await ada.request("POST", "/v1/channels", { name: "Mine" }, meant)).status).toBe(200);
    const refused = await ben.request("POST", "/v1/channels", { name: "Mine" }, meant);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: "members/other_member" });
    expect((await ben.client.channels.list()).data).toHaveLength(1);
  });

  it("tells a member who asks too often to wait, and nobody else", async () => {
    const { person } = await workspace({ rateLimit: { points: 3, seconds: 60, store: "memory" } });
    const ask = () => person("Ada").request("GET", "/v1/me");
    for (let i = 0; i < 3; i++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await person("Ben").request("GET", "/v1/me")).status).toBe(200);
  });

  it("describes itself in OpenAPI 3.1", async () => {
    const { meanwhile } = await workspace();
    const document = (await (await meanwhile.fetch(new Request(`${BASE}/openapi.json`))).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe("3.1.0");
    const result = await new Validator().validate(document);
    expect(result.valid ? [] : result.errors).toEqual([]);
    expect(result.valid).toBe(true);
    expect(Object.keys(document.paths)).toContain("/threads/{threadId}/comments");
  });

  it("says that it is well, to whoever asks", async () => {
    const { meanwhile } = await workspace();
    expect(await (await meanwhile.fetch(new Request(`${BASE}/health`))).json()).toEqual({ status: "ok", database: "pglite" });
  });

  it("takes a token signed with its secret, and no other", async () => {
    const { meanwhile, workspace: id, clock } = await workspace({ tokenSecret: SECRET });
    const me = (token: string) => meanwhile.fetch(new Request(`${BASE}/v1/me`, { headers: { authorization: `Bearer ${token}` } }));
    const user = { id: "ada", workspace: id, name: "Ada" };
    const good = await createToken(user, { secret: SECRET, now: clock.now() });
    expect(await (await me(good)).json()).toMatchObject({ id: "ada", name: "Ada" });
    expect((await me(await createToken(user, { secret: SECRET.toUpperCase(), now: clock.now() }))).status).toBe(401);
    expect((await me(good.replace(/^[^.]+/, btoa('{"alg":"none"}').replaceAll("=", "")))).status).toBe(401);
    clock.advance(601_000);
    expect((await me(good)).status).toBe(401);
  });

  it("logs a fault of its own without telling it, and never logs what people wrote", async () => {
    const lines: string[] = [];
    const log = (message: string, fields?: object) => void lines.push(message + JSON.stringify(fields ?? {}));
    const logger: Logger = { debug: log, info: log, warn: log, error: log };
    const broken = createMeanwhile({
      database: await sharedDb("pglite"),
      migrate: false,
      jobs: false,
      logger,
      resolveUser: (request) => (request.headers.has("x-break") ? Promise.reject(new Error("session store is down")) : resolveTestUser(request)),
    });
    const response = await broken.fetch(new Request(`${BASE}/v1/me`, { headers: { "x-break": "1" } }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("session store");
    expect(lines.join()).toContain("session store is down");
    const { person } = await workspace({ logger });
    await person("Ada").request("POST", "/v1/channels", { name: "" }, { authorization: "Bearer hush-hush" });
    expect(lines.join()).not.toContain("hush-hush");
  });

  it("lets nobody in without a user", async () => {
    const { meanwhile } = await workspace();
    expect((await meanwhile.fetch(new Request(`${BASE}/v1/threads`))).status).toBe(401);
  });

  it("ends a deactivated member's access at once", async () => {
    const { person } = await workspace();
    const ada = person("Ada");
    await ada.client.members.me();
    await person("Olga", "owner").client.members.deactivate({ memberId: "ada" });
    await expect(ada.client.members.me()).rejects.toMatchObject({ code: "members/deactivated", status: 403 });
  });
});

describeEachDb("a member whom another process changed", (open) => {
  it("is treated by what they are now, with their next request", async () => {
    const db = await open();
    const { person, workspace } = testWorkspace(db);
    const ada = person("Ada");
    const olga = person("Olga", "owner");
    const channel = await olga.client.channels.create({ name: "plans" });
    const thread = await olga.client.threads.create({ channelId: channel.id, markdown: "Which one?" });
    // The host says who it is, and leaves the role to us.
    const session = { "x-test-user": encodeURIComponent(JSON.stringify({ id: "ada", workspace })) };
    const write = (key: string) => ada.request("POST", `/v1/threads/${thread.id}/comments`, { markdown: "The first." }, { ...session, "idempotency-key": key });
    const list = async () => ((await (await ada.request("GET", "/v1/threads", undefined, session)).json()) as { data: unknown[] }).data.length;
    expect([(await write("k1")).status, await list(), await list()]).toEqual([200, 1, 1]);

    await db.query(sql`update meanwhile.members set role = 'guest' where workspace = ${workspace} and id = 'ada'`);
    expect([await list(), (await write("k2")).status]).toEqual([0, 404]);
    await db.query(sql`update meanwhile.members set role = 'member' where workspace = ${workspace} and id = 'ada'`);
    expect([(await write("k2")).status, await list()]).toEqual([200, 1]);
    await db.query(sql`update meanwhile.members set deactivated_at = now() where workspace = ${workspace} and id = 'ada'`);
    // Neither a new comment nor the stored answer to an old one.
    expect([(await write("k3")).status, (await write("k1")).status]).toEqual([403, 403]);
    expect((await olga.client.threads.get({ threadId: thread.id })).commentCount).toBe(3);
  });
});
