import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyOfSeed, type Demo, runDemo, startDemo } from "./demo.ts";
import { all, clientOf, signIn } from "./people.ts";

let seed: Awaited<ReturnType<typeof copyOfSeed>>;
let demo: Demo;

beforeAll(async () => {
  seed = await copyOfSeed();
  demo = await startDemo(seed.folder);
});

afterAll(async () => {
  await demo.stop();
  await seed.remove();
});

it("refuses a second process on the same data folder, names the first, and says what to do", async () => {
  const { code, output } = await runDemo(seed.folder);
  expect(code).toBe(1);
  expect(output).toContain(`process ${demo.pid}`);
  expect(output).toMatch(/Stop that process, give this one another folder/);
  expect(output).not.toMatch(/^\s+at /m);
});

it("takes a free port where the wanted one is taken, and says so", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const own = await copyOfSeed();
  const second = await startDemo(own.folder, port);
  expect(second.url).toMatch(/^http:\/\/localhost:\d+$/);
  expect(second.url).not.toContain(`:${port}`);
  expect((await fetch(second.url)).status).toBe(200);
  await second.stop();
  await own.remove();
  other.close();
});

it("ends with 0 when it is asked to, and after a restart knows who was signed in and what is there, once", async () => {
  const { client, cookie } = await signIn(demo.url, "marta");
  const before = (await all(client.threads.iterate())).map(({ title }) => title);
  expect(await demo.stop()).toBe(0);
  demo = await startDemo(seed.folder);
  const again = clientOf(demo.url, cookie);
  expect((await again.members.me()).name).toBe("Marta Oliveira");
  expect((await all(again.threads.iterate())).map(({ title }) => title)).toEqual(before);
});

it("signs nobody in by a cookie that it did not sign", async () => {
  const { cookie } = await signIn(demo.url, "tomas");
  const forged = cookie.replace("tomas", "marta");
  const answer = await fetch(`${demo.url}/api/session`, { headers: { cookie: forged } });
  expect(await answer.json()).toMatchObject({ person: null });
  await expect(clientOf(demo.url, forged).members.me()).rejects.toMatchObject({ code: "shared/unauthenticated" });
});

it("keeps the session from scripts and from other sites", async () => {
  const response = await fetch(`${demo.url}/api/session`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"id":"elina"}' });
  expect(response.headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Lax/);
});

it("shows a guest their own channel and order, and nothing else", async () => {
  const { client, cookie } = await signIn(demo.url, "tomas");
  expect((await all(client.channels.iterate())).map(({ name }) => name)).toEqual(["Shipping"]);
  const threads = await all(client.threads.iterate());
  expect(threads.length).toBeGreaterThan(3);
  expect(new Set(threads.map(({ subject }) => subject?.id ?? "Shipping"))).toEqual(new Set(["Shipping", "FW-2107"]));
  const orders = (await (await fetch(`${demo.url}/api/orders`, { headers: { cookie } })).json()) as { id: string }[];
  expect(orders.map(({ id }) => id)).toEqual(["FW-2107"]);
});
