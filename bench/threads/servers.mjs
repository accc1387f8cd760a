// The servers that are measured, and what is asked of each.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { LARGEST, makeData, MEMBERS, ME, mulberry32, TEXT } from "./data.mjs";
import { postgresCpuMs } from "./cpu.mjs";

/** A comment in a thread drawn by lot, and two lists of 40 with what the asking member has not read. */
export const OPERATIONS = ["create", "listChannel", "listAll"];

const json = (body) => ({ "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) });

/** @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} Asked */

const MEANWHILE = {
  requests({ channels, threads }) {
    const get = (query) => ({ method: "GET", path: `/api/meanwhile/v1/threads?${query}limit=40`, headers: { "x-user": ME }, count: (answer) => answer.data.length });
    const body = JSON.stringify({ markdown: TEXT, audience: { kind: "channel" } });
    return {
      create: (draw) => ({
        method: "POST",
        path: `/api/meanwhile/v1/threads/${draw(threads).id}/comments`,
        headers: { ...json(body), "x-user": draw(MEMBERS), "idempotency-key": crypto.randomUUID() },
        body,
      }),
      listChannel: () => get(`channelId=${channels[LARGEST].id}&`),
      listAll: () => get(""),
    };
  },
};

const PEER = {
  script: "peer",
  requests({ threads }) {
    const get = (page) => ({ method: "GET", path: `/comments/${page}?limit=40`, headers: { "x-user": ME }, count: (answer) => answer.length });
    return {
      create: (draw) => {
        const i = Math.floor(draw() * threads.length);
        const body = JSON.stringify({ content: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: TEXT }] }] }, thread: String(i + 1) });
        return { method: "POST", path: `/comments/channel-${threads[i].channel}`, headers: { ...json(body), "x-user": draw(MEMBERS) }, body };
      },
      listChannel: () => get(`channel-${LARGEST}`),
      listAll: () => get("workspace"),
    };
  },
};

const FLOOR = {
  script: "floor",
  requests({ channels, threads }) {
    const get = (query) => ({ method: "GET", path: `/threads?${query}limit=40`, headers: { "x-user": ME }, count: (answer) => answer.length });
    const body = JSON.stringify({ text: TEXT });
    return {
      create: (draw) => ({ method: "POST", path: `/threads/${draw(threads).id}/comments`, headers: { ...json(body), "x-user": draw(MEMBERS) }, body }),
      listChannel: () => get(`channel=${channels[LARGEST].id}&`),
      listAll: () => get(""),
    };
  },
};

/** @param {{ build: string, databaseUrl: (size: number) => Promise<string>, folder: string }} means */
export function makeServers({ build, databaseUrl, folder }) {
  return [
    { name: "meanwhile, PostgreSQL", ...MEANWHILE, script: "meanwhile", args: async (size) => [build, await databaseUrl(size)] },
    { name: "meanwhile, PGlite", ...MEANWHILE, script: "meanwhile", args: async (size) => [build, `${folder}/pglite-${size}`] },
    { name: "peer", ...PEER, args: async () => [] },
    { name: "floor", ...FLOOR, args: async () => [] },
  ];
}

/** Starts one and waits until it is seeded and listens. */
export async function startServer(server, size) {
  const child = fork(fileURLToPath(new URL(`servers/${server.script}.mjs`, import.meta.url)), [String(size), ...(await server.args(size))], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const failed = ended.then(([code]) => Promise.reject(new Error(`${server.name} ended with ${code}.`)));
  failed.catch(() => undefined);
  const [{ port, postmaster }] = await Promise.race([once(child, "message"), failed]);
  const random = mulberry32(size);
  const draw = (from) => (from ? from[Math.floor(random() * from.length)] : random());
  const requests = server.requests(makeData(size));
  return {
    name: server.name,
    port,
    next: (operation) => requests[operation](draw),
    /** CPU time used so far, in ms: of the Node process, and of PostgreSQL's processes. */
    async cpu() {
      child.send("cpu");
      const [{ cpuMs }] = await Promise.race([once(child, "message"), failed]);
      return { node: cpuMs, postgres: postmaster === undefined ? 0 : postgresCpuMs(postmaster) };
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
