import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MeanwhileError } from "@meanwhile/core";
import { verifyWebhook, type WebhookEvent } from "@meanwhile/core/webhooks";
import express, { type RequestHandler } from "express";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toNodeHandler } from "../adapters/node.ts";
import { sql } from "../db/sql.ts";
import { sharedDb } from "../testing/databases.ts";
import { testWorkspace, type TestWorkspace } from "../testing/workspace.ts";

let world: TestWorkspace;
let server: Server | undefined;
const events: WebhookEvent[] = [];

beforeEach(async () => {
  const db = await sharedDb("pglite");
  await db.query(sql`delete from meanwhile.webhooks`);
  await db.query(sql`delete from meanwhile.due where kind = 'webhooks.deliver'`);
  world = testWorkspace(db, { webhooks: { allowPrivateAddresses: true } });
  events.length = 0;
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  await world.meanwhile.close();
});

async function listen(listener: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/meanwhile`;
}

/** What became of a test that was sent to that address, and the status it was answered with. */
async function delivered(url: string, useSecret: (secret: string) => void) {
  const owner = world.person("Olga", "owner");
  const { id, secret } = await owner.client.webhooks.create({ url });
  useSecret(secret!);
  await owner.client.webhooks.sendTest({ webhookId: id });
  world.clock.advance(1);
  await world.meanwhile.jobs.tick(world.clock.now());
  return (await owner.client.webhooks.listDeliveries({ webhookId: id })).data.map(({ state, lastAttempt }) => [state, lastAttempt?.status]);
}

it("Express verifies the raw body, and refuses one that was parsed before", async () => {
  let secret = "";
  const receive: RequestHandler = (request, response) => {
    verifyWebhook({ headers: request.headers, body: request.body as Uint8Array }, { secret, now: world.clock.now }).then(
      (event) => (events.push(event), response.status(204).end()),
      (error: unknown) => response.status(MeanwhileError.isInstance(error) ? error.status : 500).end(),
    );
  };
  const raw = await listen(express().post("/hooks/meanwhile", express.raw({ type: "application/json" }), receive));
  expect(await delivered(raw, (one) => (secret = one))).toEqual([["delivered", 204]]);
  expect(events).toMatchObject([{ type: "webhook.test", data: { workspace: world.workspace, actorId: "olga" } }]);
  expect(await delivered(raw, () => undefined)).toEqual([["pending", 401]]);
  server!.closeAllConnections();
  await new Promise((resolve) => server!.close(resolve));
  const parsed = await listen(express().use(express.json()).post("/hooks/meanwhile", receive));
  expect(await delivered(parsed, (one) => (secret = one))).toEqual([["pending", 400]]);
});

it("a route that gets a Request verifies it as it is", async () => {
  let secret = "";
  const post = async (request: Request) => {
    events.push(await verifyWebhook(request, { secret, now: world.clock.now }));
    return new Response(null, { status: 204 });
  };
  const url = await listen(toNodeHandler({ basePath: "/hooks", fetch: post }));
  expect(await delivered(url, (one) => (secret = one))).toEqual([["delivered", 204]]);
  expect(events).toHaveLength(1);
});
