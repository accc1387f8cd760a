import type { AddressInfo } from "node:net";
import fastify, { type FastifyInstance } from "fastify";
import { describe, expect, it } from "vitest";
import { createEcho, describeAdapter, describeMount, type Host } from "../testing/adapters.ts";
import { toFastifyPlugin } from "./fastify.ts";

async function listen(app: FastifyInstance): Promise<Host> {
  app.get("/own", () => "the host's own");
  await app.listen({ port: 0, host: "127.0.0.1" });
  return { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, close: () => app.close() };
}

describeAdapter("toFastifyPlugin", async (meanwhile) => {
  const app = fastify({ forceCloseConnections: true });
  await app.register(toFastifyPlugin(meanwhile));
  return listen(app);
});

describeMount("toFastifyPlugin with a prefix", async (meanwhile) => {
  const app = fastify({ forceCloseConnections: true });
  await app.register(toFastifyPlugin(meanwhile), { prefix: "/api/meanwhile" });
  return listen(app);
});

describe("toFastifyPlugin", () => {
  it("leaves the host's body parsers as they are", async () => {
    const app = fastify({ forceCloseConnections: true });
    await app.register(toFastifyPlugin(createEcho()));
    app.post("/own", (request) => ({ parsed: request.body }));
    const host = await listen(app);
    const response = await fetch(`${host.url}/own`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"a":1}' });
    expect(await response.json()).toEqual({ parsed: { a: 1 } });
    await host.close();
  });

  it("keeps the headers that the host's hooks have set", async () => {
    const app = fastify({ forceCloseConnections: true });
    app.addHook("onRequest", async (_request, reply) => void reply.header("access-control-allow-origin", "https://app.test"));
    await app.register(toFastifyPlugin(createEcho()));
    const host = await listen(app);
    const response = await fetch(`${host.url}/api/meanwhile/v1/threads`);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://app.test");
    await host.close();
  });

  it("refuses a prefix at which it could not answer", async () => {
    const app = fastify();
    await expect(app.register(toFastifyPlugin(createEcho()), { prefix: "/elsewhere" })).rejects.toThrow('Give createMeanwhile({ basePath: "/elsewhere" })');
  });
});
