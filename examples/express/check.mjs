// Starts the server as `npm start` does and uses it as two people would.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createMeanwhileClient } from "@meanwhile/core";

const server = spawn(process.execPath, ["server.mjs"], { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
const ended = once(server, "exit");
try {
  const [url] = await once(createInterface(server.stdout), "line");

  const signIn = async (id) => {
    const response = await fetch(`${url}/login`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ id }) });
    const [cookie] = response.headers.get("set-cookie").split(";");
    return createMeanwhileClient({ baseUrl: `${url}/api/meanwhile`, headers: { cookie } });
  };
  const ada = await signIn("ada");
  const grace = await signIn("grace");

  const channel = await ada.channels.create({ name: "general" });
  const thread = await ada.threads.create({ channelId: channel.id, title: "Release on Friday?", markdown: "I'd rather **wait** until Monday." });
  await grace.comments.create({ threadId: thread.id, markdown: "Agreed." });

  const comments = await ada.comments.list({ threadId: thread.id });
  assert.deepEqual(comments.data.map(({ author, markdown }) => `${author.name}: ${markdown}`), ["Ada Lovelace: I'd rather **wait** until Monday.", "Grace Hopper: Agreed."]);

  const stranger = createMeanwhileClient({ baseUrl: `${url}/api/meanwhile` });
  await assert.rejects(stranger.threads.get({ threadId: thread.id }), { code: "shared/unauthenticated" });
  console.log("Ada wrote a thread, Grace answered, a stranger saw nothing.");
} finally {
  server.kill("SIGTERM");
}
assert.deepEqual(await ended, [0, null], "the server should end by itself");
