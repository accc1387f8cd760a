import type { Mountable } from "./mount.ts";

type RouteHandler = (request: Request) => Promise<Response>;

export interface NextHandlers {
  GET: RouteHandler;
  POST: RouteHandler;
  PUT: RouteHandler;
  PATCH: RouteHandler;
  DELETE: RouteHandler;
}

/**
 * The route handlers of a Next.js application, for `app/api/meanwhile/[...path]/route.ts`. Where that file lies and `basePath` are to
 * name the same path. HEAD and OPTIONS are answered by Next.js.
 *
 * In development Next.js loads changed modules anew while the old ones live on, and a second server on the same embedded database is
 * refused. Keep the one there is on `globalThis`:
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
  const handle: RouteHandler = async (request) => meanwhile.fetch(request);
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle };
}
