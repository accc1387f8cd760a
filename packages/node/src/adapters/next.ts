import type { Mountable } from "./mount.ts";

export type NextRouteHandler = (request: Request) => Promise<Response>;

export interface NextHandlers {
  GET: NextRouteHandler;
  POST: NextRouteHandler;
  PUT: NextRouteHandler;
  PATCH: NextRouteHandler;
  DELETE: NextRouteHandler;
}

/**
 * The route handlers of a Next.js application, for `app/api/meanwhile/[...path]/route.ts`. Where that file lies and `basePath` are to
 * name the same path. HEAD and OPTIONS are answered by Next.js.
 *
 * Next.js may load a module more than once: for pages and for routes, and anew with each change in development. Keep the server on
 * `globalThis`, since a second one on the same embedded database is refused:
 *
 * @example
 * // lib/meanwhile.ts
 * const kept = globalThis as { meanwhile?: Meanwhile };
 * export const meanwhile = (kept.meanwhile ??= createMeanwhile({ resolveUser }));
 *
 * // app/api/meanwhile/[...path]/route.ts
 * export const { GET, POST, PUT, PATCH, DELETE } = toNextHandlers(meanwhile);
 */
export function toNextHandlers(meanwhile: Mountable): NextHandlers {
  const handle: NextRouteHandler = async (request) => meanwhile.fetch(request);
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle };
}
