import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createEcho, describeAdapter, serve } from "../testing/adapters.ts";
import { toHonoMiddleware } from "./hono.ts";

describeAdapter("toHonoMiddleware", (meanwhile) => {
  const app = new Hono();
  app.use(toHonoMiddleware(meanwhile));
  app.get("/own", (c) => c.text("the host's own"));
  return serve(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
});

describe("toHonoMiddleware", () => {
  it("hands on a body that a middleware has read before", async () => {
    const app = new Hono();
    app.use(async (c, next) => {
      await c.req.json();
      await next();
    });
    app.use("/api/*", toHonoMiddleware(createEcho()));
    const response = await app.request("/api/meanwhile/v1/threads", { method: "POST", body: '{"a":1}' });
    expect(await response.json()).toMatchObject({ method: "POST", body: '{"a":1}' });
  });
});
