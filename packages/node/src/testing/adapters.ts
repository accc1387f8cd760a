import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createMeanwhileClient, type MeanwhileClient } from "@meanwhile/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Mountable } from "../adapters/mount.ts";
import { sharedDb } from "./databases.ts";
import { BASE, testWorkspace } from "./workspace.ts";

/** A host's server on a free port of this machine. */
export interface Host {
  url: string;
  close(): Promise<void>;
}

/** Starts a host that mounts a server, and answers GET /own with "the host's own". */
export type StartHost = (meanwhile: Mountable) => Promise<Host>;

const PATH = new URL(BASE).pathname;

/** What every adapter does alike, over real connections. */
export function describeAdapter(name: string, start: StartHost): void {
  describeMount(name, start);
  describeServer(name, start);
}

/** How requests and answers pass an adapter, with an echo behind it. */
export function describeMount(name: string, start: StartHost): void {
  describe(`${name}, over an echo`, () => {
    const echo = createEcho();
    let host: Host;
    beforeAll(async () => {
      host = await start(echo);
    });
    afterAll(() => host.close());

    it("hands on method, address, headers and body", async () => {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const response = await fetch(`${host.url}${PATH}/v1/a%20b/c?d=1&d=%C3%A9`, { method, headers: { "content-type": "application/json", "x-own": "yes" }, body: '{"text":"grüße"}' });
        expect(await response.json()).toMatchObject({
          method,
          url: `${host.url}${PATH}/v1/a%20b/c?d=1&d=%C3%A9`,
          headers: { "content-type": "application/json", "x-own": "yes" },
          body: '{"text":"grüße"}',
        });
      }
    });

    it("leaves what is not under the base path to the host", async () => {
      const response = await fetch(`${host.url}/own`);
      expect(await response.text()).toBe("the host's own");
      expect((await fetch(`${host.url}${PATH}elsewhere`)).status).toBe(404);
      expect((await fetch(`${host.url}/v1/threads`)).status).toBe(404);
    });

    it("answers the base path itself", async () => {
      expect(await (await fetch(host.url + PATH)).json()).toMatchObject({ method: "GET", url: host.url + PATH });
    });

    it("believes no forwarded host, protocol or address", async () => {
      const response = await fetch(host.url + PATH, { headers: { "x-forwarded-host": "evil.test", "x-forwarded-proto": "https", forwarded: "host=evil.test;proto=https" } });
      expect(await response.json()).toMatchObject({ url: host.url + PATH });
    });

    it("keeps cookies apart, status and headers as they are", async () => {
      const response = await fetch(`${host.url}${PATH}/cookies`);
      expect(response.status).toBe(418);
      expect(response.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; HttpOnly"]);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.text()).toBe('{"code":"a/b"}');
    });

    it("answers HEAD without a body", async () => {
      const response = await fetch(`${host.url}${PATH}/v1/threads`, { method: "HEAD" });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe("");
    });

    it("aborts the request when its client goes away", async () => {
      const client = new AbortController();
      const begun = echo.next("begun");
      const gone = echo.next("gone");
      const answer = fetch(`${host.url}${PATH}/slow`, { signal: client.signal }).catch((error: Error) => error.name);
      await begun;
      client.abort();
      expect(await answer).toBe("AbortError");
      await gone;
    });

    it("streams from the first chunk on, and releases a stream when its reader goes away", async () => {
      const readers = [new AbortController(), new AbortController(), new AbortController()];
      const streams = await Promise.all(readers.map(({ signal }) => fetch(`${host.url}${PATH}/stream`, { signal })));
      for (const stream of streams) {
        const { value } = await stream.body!.getReader().read();
        expect(new TextDecoder().decode(value)).toBe("data: first\n\n");
      }
      expect(echo.streams()).toBe(3);
      for (const left of [2, 1, 0]) {
        const released = echo.next("released");
        readers.pop()!.abort();
        await released;
        expect(echo.streams()).toBe(left);
      }
    });
  });
}

function describeServer(name: string, start: StartHost): void {
  describe(`${name}, over a real server`, () => {
    let host: Host;
    let client: MeanwhileClient;
    let channelId: string;
    let session: Record<string, string>;
    let streamEnded: () => void = () => {};

    beforeAll(async () => {
      const { meanwhile, person } = testWorkspace(await sharedDb("pglite"), { maxStreams: 1 });
      session = { "x-test-user": encodeURIComponent(JSON.stringify(person("Ada", "owner").user)) };
      host = await start({
        basePath: meanwhile.basePath,
        fetch: async (request) => {
          const response = await meanwhile.fetch(request);
          // Heard after the server itself heard it.
          request.signal.addEventListener("abort", () => streamEnded());
          return response;
        },
      });
      client = createMeanwhileClient({ baseUrl: host.url + PATH, headers: session });
      channelId = (await client.channels.create({ name: "general" })).id;
    });
    afterAll(() => host.close());

    it("creates a thread and reads it back", async () => {
      const thread = await client.threads.create({ channelId, title: "Grüße", markdown: "*Hello*" });
      expect((await client.threads.get({ threadId: thread.id })).title).toBe("Grüße");
    });

    it("keeps problems as they are", async () => {
      const response = await fetch(`${host.url}${PATH}/v1/threads`, { method: "POST", headers: { ...session, "content-type": "application/json" }, body: "{}" });
      expect(response.status).toBe(422);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ code: "shared/invalid_input", status: 422 });
      expect((await fetch(`${host.url}${PATH}/v1/nothing`)).status).toBe(404);
      expect((await fetch(`${host.url}${PATH}/v1/threads`)).status).toBe(401);
    });

    it("refuses a body over 1 MiB, whether it says its length or not", async () => {
      const body = JSON.stringify({ channelId, markdown: "x".repeat(1024 * 1024) });
      for (const init of [{ body }, { body: new Blob([body]).stream(), duplex: "half" as const }]) {
        const response = await fetch(`${host.url}${PATH}/v1/threads`, { method: "POST", headers: { ...session, "content-type": "application/json" }, ...init });
        expect(await response.json()).toMatchObject({ status: 413, code: "shared/too_large" });
      }
    });

    it("answers requests side by side, each its own", async () => {
      const titles = Array.from({ length: 10 }, (_, index) => `Thread ${index}`);
      const created = await Promise.all(titles.map((title) => client.threads.create({ channelId, title, markdown: title })));
      const read = await Promise.all(created.map(({ id }) => client.threads.get({ threadId: id })));
      expect(read.map(({ title }) => title)).toEqual(titles);
    });

    it("gives a stream's place back when its reader goes away", async () => {
      const open = (signal: AbortSignal) => fetch(`${host.url}${PATH}/v1/events`, { headers: { ...session, accept: "text/event-stream" }, signal });
      const first = new AbortController();
      const stream = await open(first.signal);
      expect(await firstFrame(stream)).toContain("event: ready");
      expect((await open(first.signal)).status).toBe(429);
      const ended = new Promise<void>((resolve) => (streamEnded = resolve));
      first.abort();
      await ended;
      const second = new AbortController();
      expect((await open(second.signal)).status).toBe(200);
      second.abort();
    });

    it("asks for no stream with HEAD", async () => {
      const request = () => fetch(`${host.url}${PATH}/v1/events`, { method: "HEAD", headers: { ...session, accept: "text/event-stream" } });
      const types = [await request(), await request()].map((response) => response.headers.get("content-type"));
      expect(types).toEqual(["application/json", "application/json"]);
    });
  });
}

/** The text up to and with the first event of a stream; the rest stays unread. */
async function firstFrame(response: Response): Promise<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("event:")) text += (await reader.read()).value;
  return text;
}

type Happening = "begun" | "gone" | "released";

export interface Echo extends Mountable {
  /** How many streams are open. */
  streams(): number;
  next(what: Happening): Promise<void>;
}

/** Answers with what it was asked; `/slow` never, `/stream` without an end. */
export function createEcho(basePath = PATH): Echo {
  const waiting: Record<Happening, (() => void)[]> = { begun: [], gone: [], released: [] };
  const happen = (what: Happening) => waiting[what].shift()?.();
  let streams = 0;

  const stream = () => {
    streams++;
    return new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: first\n\n")),
      cancel: () => {
        streams--;
        happen("released");
      },
    });
  };

  return {
    basePath,
    streams: () => streams,
    next: (what) => new Promise((resolve) => waiting[what].push(resolve)),
    async fetch(request) {
      const { method, url, headers, signal } = request;
      if (url.endsWith("/cookies")) {
        const cookies: [string, string][] = [["set-cookie", "a=1; Path=/"], ["set-cookie", "b=2; HttpOnly"]];
        return new Response('{"code":"a/b"}', { status: 418, headers: [["content-type", "application/problem+json"], ...cookies] });
      }
      if (url.endsWith("/stream")) return new Response(stream(), { headers: { "content-type": "text/event-stream" } });
      if (url.endsWith("/slow")) {
        await new Promise<void>((resolve) => {
          signal.addEventListener("abort", () => resolve());
          happen("begun");
        });
        happen("gone");
      }
      return Response.json({ method, url, headers: Object.fromEntries(headers), body: await request.text() });
    },
  };
}

/** Serves a request listener, such as an Express application. */
export async function serve(listener: RequestListener): Promise<Host> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
