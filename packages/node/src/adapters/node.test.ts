import { connect } from "node:net";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createEcho, describeAdapter, type Host, serve } from "../testing/adapters.ts";
import { toNodeHandler } from "./node.ts";

describeAdapter("toNodeHandler", (meanwhile) => {
  const handle = toNodeHandler(meanwhile);
  return serve((request, response) =>
    handle(request, response, () => {
      response.statusCode = request.url === "/own" ? 200 : 404;
      response.end("the host's own");
    }),
  );
});

describe("toNodeHandler", () => {
  let host: Host | undefined;
  afterEach(() => host?.close());

  it("hands everything on where there is no next", async () => {
    host = await serve(toNodeHandler(createEcho()));
    expect(await (await fetch(`${host.url}/own`)).json()).toMatchObject({ url: `${host.url}/own` });
  });

  it("reads the address before a framework cut it, and leaves it as it was", async () => {
    const urls: unknown[] = [];
    const handle = toNodeHandler(createEcho());
    host = await serve((request, response) => {
      Object.assign(request, { originalUrl: request.url, url: "/v1/cut" });
      handle(request, response);
      urls.push(request.url);
    });
    expect(await (await fetch(`${host.url}/api/meanwhile/v1/cut`)).json()).toMatchObject({ url: `${host.url}/api/meanwhile/v1/cut` });
    expect(urls).toEqual(["/v1/cut"]);
  });

  it("answers under a base path of the root", async () => {
    const handle = toNodeHandler(createEcho(""));
    host = await serve((request, response) => handle(request, response, () => response.destroy()));
    expect((await fetch(`${host.url}/v1/threads`)).status).toBe(200);
  });

  it("takes the bytes that a platform has kept", async () => {
    const handle = toNodeHandler(createEcho());
    host = await serve(async (request, response) => handle(Object.assign(request, { rawBody: await readAll(request), body: { parsed: true } }), response));
    expect(await post(host, '{ "as": "it came" }')).toMatchObject({ body: '{ "as": "it came" }' });
  });

  it("says so when the body was read and not kept", async () => {
    const handle = toNodeHandler(createEcho());
    host = await serve(async (request, response) => {
      await readAll(request);
      handle(request, response);
    });
    expect(await post(host, "{}")).toMatchObject({ status: 500, code: "adapters/body_read_before" });
  });

  it("answers a request that names no host with a problem", async () => {
    host = await serve(toNodeHandler(createEcho()));
    const socket = connect(Number(new URL(host.url).port), "127.0.0.1");
    socket.end("GET / HTTP/1.0\r\n\r\n");
    let answer = "";
    socket.on("data", (chunk) => (answer += String(chunk)));
    await once(socket, "close");
    expect(answer).toMatch(/^HTTP\/1.1 400 .*application\/problem\+json.*"code":"shared\/malformed"/s);
  });

  it("opens no stream for a client that has gone before", async () => {
    const echo = createEcho();
    const handle = toNodeHandler(echo);
    const released = echo.next("released");
    const client = new AbortController();
    host = await serve(async (request, response) => {
      const closed = once(response, "close");
      client.abort();
      await closed;
      handle(request, response);
    });
    await fetch(`${host.url}/api/meanwhile/stream`, { signal: client.signal }).catch(() => undefined);
    await released;
    expect(echo.streams()).toBe(0);
  });

  it("leaves the global Request and Response alone", () => {
    const before = [globalThis.Request, globalThis.Response];
    toNodeHandler(createEcho());
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });
});

async function readAll(request: IncomingMessage): Promise<Buffer> {
  return Buffer.concat(await request.toArray());
}

async function post(host: Host, body: string): Promise<unknown> {
  const response = await fetch(`${host.url}/api/meanwhile/v1/threads`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return response.json();
}
