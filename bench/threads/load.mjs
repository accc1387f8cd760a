// Asks a server so many times, so many at once, over connections that are kept.
import { Agent, request } from "node:http";

/**
 * @param {{ port: number, next: () => import("./servers.mjs").Asked, count: number, concurrency: number, capMs: number, agent: Agent }} load
 *   no more than `count` requests, and none started after `capMs`
 * @returns how many were answered, and the wall time of each in ms
 */
export async function drive({ port, next, count, concurrency, capMs, agent }) {
  const times = [];
  const stop = performance.now() + capMs;
  let started = 0;
  const worker = async () => {
    while (started < count && performance.now() < stop) {
      started += 1;
      const begin = performance.now();
      await ask(port, next(), agent);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { done: times.length, times };
}

/** @returns the answer's JSON text; throws for any status but 2xx */
export function ask(port, { method, path, headers, body }, agent) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, method, path, headers, agent }, (incoming) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (incoming.statusCode >= 200 && incoming.statusCode < 300) resolve(text);
        else reject(new Error(`${method} ${path} answered ${incoming.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

export function makeAgent(concurrency) {
  return new Agent({ keepAlive: true, maxSockets: concurrency });
}
