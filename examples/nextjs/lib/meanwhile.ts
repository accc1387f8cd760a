import { createMeanwhileClient, type MeanwhileClient } from "@meanwhile/core";
import { createMeanwhile, type Meanwhile } from "@meanwhile/node";
import { userOf } from "./users";

// On `globalThis`, because Next.js may load this module more than once, and again with every change in development.
const kept = globalThis as { meanwhile?: Meanwhile };
export const meanwhile = (kept.meanwhile ??= createMeanwhile({ resolveUser: (request) => userOf(request.headers) }));

/** A client for rendering on the server: whoever sent these headers asks, and no network lies between. */
export function serverClient(headers: Pick<Headers, "get">): MeanwhileClient {
  return createMeanwhileClient({
    baseUrl: `http://localhost${meanwhile.basePath}`,
    headers: { cookie: headers.get("cookie") ?? "" },
    fetch: (url, init) => meanwhile.fetch(new Request(url, init)),
  });
}
