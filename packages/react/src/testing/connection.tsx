import { createMeanwhileClient, type MeanwhileClient } from "@meanwhile/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { BASE_PATH, storyServer, USER_HEADER } from "./server.ts";
import { createWorld, type PersonId, type World } from "./world.ts";
import { MeanwhileProvider } from "../provider/MeanwhileProvider.tsx";

/** A member's connection to the real server, which the test can cut. */
export interface Connection {
  client: MeanwhileClient;
  /** `METHOD /path` of every request since the last look; the event stream is left out. */
  requests: () => string[];
  /** False: no request gets through. The page is told, as a browser would. */
  online: (up: boolean) => void;
  /** What is asked for at such paths from now on is read now, and arrives when it is told to. */
  slow: (path: RegExp) => { read: () => number; arrive: () => void };
  queryClient: QueryClient;
  Page: (props: { children: ReactNode }) => ReactElement;
}

export async function connect(world: World, as: PersonId): Promise<Connection> {
  const server = await storyServer();
  const seen: string[] = [];
  let up = true;
  let held: { path: RegExp; read: number; until: Promise<void> } | undefined;
  const client = createMeanwhileClient({
    baseUrl: `${location.origin}${BASE_PATH}`,
    headers: { [USER_HEADER]: encodeURIComponent(JSON.stringify(world.user(as))) },
    // Tries again almost at once.
    random: () => 0.01,
    fetch: (url, init) => {
      const path = url.slice(url.indexOf("/v1/") + 3);
      if (!path.startsWith("/events")) seen.push(`${init.method} ${path}`);
      if (!up) return Promise.reject(new TypeError("offline"));
      const slow = init.method === "GET" && held?.path.test(path) ? held : undefined;
      return server.fetch(new Request(url, init)).then(async (response) => {
        if (slow) slow.read++;
        await slow?.until;
        return response;
      });
    },
  });
  const queryClient = new QueryClient();
  return {
    client,
    queryClient,
    requests: () => seen.splice(0),
    online: (next) => {
      up = next;
      dispatchEvent(new Event(up ? "online" : "offline"));
    },
    slow: (path) => {
      let release = () => {};
      const holding = (held = { path, read: 0, until: new Promise((resolve) => (release = resolve)) });
      return {
        read: () => holding.read,
        arrive: () => {
          held = undefined;
          release();
        },
      };
    },
    Page: ({ children }) => (
      <QueryClientProvider client={queryClient}>
        <MeanwhileProvider client={client}>{children}</MeanwhileProvider>
      </QueryClientProvider>
    ),
  };
}

export const newWorld = async (): Promise<World> => createWorld(await storyServer());
