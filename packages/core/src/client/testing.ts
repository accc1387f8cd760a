import type { Delay } from "./ports.ts";

/** A request as a fake server sees it. */
export interface Received {
  method: string;
  url: string;
  headers: Headers;
  body: unknown;
  signal: AbortSignal | null;
}

/** A `fetch` that answers from a function and remembers what it was asked. A thrown answer is a broken connection. */
export function fakeFetch(answer: (request: Received, count: number) => Response | Promise<Response>) {
  const received: Received[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = { method: init.method ?? "GET", url, headers: new Headers(init.headers), body: typeof init.body === "string" ? JSON.parse(init.body) : undefined, signal: init.signal ?? null };
    received.push(request);
    init.signal?.throwIfAborted();
    return answer(request, received.length);
  };
  return { fetch, received };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers } });

/** A delay whose waits end when the test says so. */
export function fakeDelay() {
  const waits: { milliseconds: number; end: () => void }[] = [];
  const watchers: (() => void)[] = [];
  const delay: Delay = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const wait = { milliseconds, end: resolve };
      const leave = () => waits.splice(waits.indexOf(wait), 1);
      wait.end = () => {
        leave();
        resolve();
      };
      waits.push(wait);
      signal?.addEventListener("abort", () => {
        if (waits.includes(wait)) leave();
        reject(signal.reason);
      });
      for (const watcher of watchers.splice(0)) watcher();
    });
  return {
    delay,
    waits,
    /** The next wait of fewer milliseconds than `below`, when it comes. */
    async next(below = Infinity) {
      for (;;) {
        const wait = waits.find((one) => one.milliseconds < below);
        if (wait) return wait;
        await new Promise<void>((resolve) => watchers.push(resolve));
      }
    },
  };
}

/** Lets everything run that waits for nothing outside. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
