import { getRequestListener } from "@hono/node-server";
import { describeAdapter, serve } from "../testing/adapters.ts";
import { toNextHandlers, type NextHandlers } from "./next.ts";

// Next.js itself runs in examples/nextjs. Here stands what it does with a route's handlers: choose by method, HEAD being a GET.
describeAdapter("toNextHandlers", (meanwhile) => {
  const handlers = toNextHandlers(meanwhile);
  const route = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (!/^\/api\/meanwhile(\/|$)/.test(pathname)) return new Response("the host's own", { status: pathname === "/own" ? 200 : 404 });
    const handle = handlers[(request.method === "HEAD" ? "GET" : request.method) as keyof NextHandlers];
    const response = await handle(request);
    return request.method === "HEAD" ? new Response(null, response) : response;
  };
  return serve(getRequestListener(route, { overrideGlobalObjects: false }));
});
