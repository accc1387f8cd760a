import { gzipSync } from "node:zlib";
import express, { type Express } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { createEcho, describeAdapter, describeMount, type Host, serve } from "../testing/adapters.ts";
import { toExpressMiddleware } from "./express.ts";
import type { Mountable } from "./mount.ts";

function host(mount: (app: Express, meanwhile: Mountable) => void) {
  return (meanwhile: Mountable): Promise<Host> => {
    const app = express();
    mount(app, meanwhile);
    app.get("/own", (_request, response) => void response.send("the host's own"));
    return serve(app);
  };
}

const bare = host((app, meanwhile) => app.use(toExpressMiddleware(meanwhile)));
const afterParsers = host((app, meanwhile) => app.use(express.json({ limit: "5mb" }), express.urlencoded(), toExpressMiddleware(meanwhile)));
const withPath = host((app, meanwhile) => app.use("/api/meanwhile", toExpressMiddleware(meanwhile)));
const inRouter = host((app, meanwhile) => app.use("/api", express.Router().use(toExpressMiddleware(meanwhile))));

describeAdapter("toExpressMiddleware", bare);
describeAdapter("toExpressMiddleware after body parsers", afterParsers);
describeMount("toExpressMiddleware with a path", withPath);
describeMount("toExpressMiddleware in a router", inRouter);

describe("toExpressMiddleware after body parsers", () => {
  let running: Host | undefined;
  afterEach(() => running?.close());
  const post = async (type: string, body: BodyInit, headers: Record<string, string> = {}) => {
    const response = await fetch(`${running!.url}/api/meanwhile/v1/threads`, { method: "POST", headers: { "content-type": type, ...headers }, body });
    return ((await response.json()) as { body: string }).body;
  };

  it("hands on JSON, forms, text and bytes", async () => {
    running = await host((app, meanwhile) => app.use(express.json(), express.urlencoded(), express.text(), express.raw(), toExpressMiddleware(meanwhile)))(createEcho());
    expect(await post("application/json", '{ "text": "grüße" }')).toBe('{"text":"grüße"}');
    expect(await post("application/json", "[]")).toBe("[]");
    expect(await post("application/x-www-form-urlencoded", "a=1&b=%C3%A9")).toBe("a=1&b=%C3%A9");
    expect(await post("text/plain", "as it is")).toBe("as it is");
    expect(await post("application/octet-stream", new Uint8Array([104, 105]))).toBe("hi");
    expect(await post("application/unknown", "nobody reads this")).toBe("nobody reads this");
    expect(await post("application/json", "")).toBe("");
  });

  it("hands on what a parser has decompressed", async () => {
    const echo = createEcho();
    running = await afterParsers(echo);
    expect(await post("application/json", gzipSync('{"a":1}'), { "content-encoding": "gzip" })).toBe('{"a":1}');
  });
});

describe("toExpressMiddleware at a path it cannot answer", () => {
  it("says what to change", async () => {
    let said: unknown;
    const running = await host((app, meanwhile) => {
      app.use("/elsewhere", toExpressMiddleware(meanwhile));
      app.use((error: Error, _request: unknown, response: { end(): void }, _next: unknown) => {
        said = error.message;
        response.end();
      });
    })(createEcho());
    await fetch(`${running.url}/elsewhere/v1/threads`);
    await running.close();
    expect(said).toBe('Meanwhile answers under /api/meanwhile and is mounted at /elsewhere. Give createMeanwhile({ basePath: "/elsewhere" }), or mount it without a path.');
  });
});
