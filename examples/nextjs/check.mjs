// Builds and starts the application and uses it as a browser would.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createMeanwhileClient } from "@meanwhile/core";

const next = fileURLToPath(new URL("node_modules/next/dist/bin/next", import.meta.url));
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
const start = (...args) => spawn(process.execPath, [next, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });

const build = start("build");
build.stdout.pipe(process.stdout);
assert.deepEqual(await once(build, "exit"), [0, null], "the build should pass");

const url = `http://localhost:${await freePort()}`;
const server = start("start", "--port", new URL(url).port);
const ended = once(server, "exit");
try {
  for await (const line of createInterface(server.stdout)) if (line.includes("Ready")) break;
  server.stdout.resume();

  const ada = await signIn("ada");
  const grace = await signIn("grace");

  const [channel] = (await ada.client.channels.list()).data;
  const thread = await ada.client.threads.create({ channelId: channel.id, title: "Release on Friday?", markdown: "I'd rather wait until Monday." });
  await grace.client.comments.create({ threadId: thread.id, markdown: "Agreed, the tests need a day." });

  const page = await (await fetch(`${url}/?thread=${thread.id}`, { headers: { cookie: grace.cookie } })).text();
  const markup = page.replace(/<script.*?<\/script>/gs, "");
  assert.match(markup, /<h2[^>]*>Release on Friday\?/, "the title should be in the markup");
  assert.match(markup, /Agreed, the tests need a day\./, "the comments should be in the markup");

  const reader = new AbortController();
  for await (const event of ada.client.events.subscribe({ lastEventId: 0, signal: reader.signal })) {
    if (event.type === "comment.created" && event.threadId === thread.id) reader.abort();
  }

  const stranger = await (await fetch(`${url}/?thread=${thread.id}`)).text();
  assert.doesNotMatch(stranger, /Release on Friday/);
  assert.equal((await fetch(`${url}/api/meanwhile/v1/threads`)).status, 401);
  console.log("Built, signed in, wrote a thread, rendered it on the server, heard of it live.");
} finally {
  server.kill("SIGTERM");
  await ended;
}

async function signIn(id) {
  const response = await fetch(`${url}/session`, { method: "POST", body: new URLSearchParams({ id }), redirect: "manual" });
  const [cookie] = response.headers.get("set-cookie").split(";");
  return { cookie, client: createMeanwhileClient({ baseUrl: `${url}/api/meanwhile`, headers: { cookie } }) };
}

async function freePort() {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
