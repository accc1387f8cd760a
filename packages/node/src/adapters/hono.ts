import { withBody } from "./body.ts";
import { isUnder, type Mountable } from "./mount.ts";

/** The part of a Hono context that is used; no copy of Hono but the host's own is needed. */
export interface HonoContextLike {
  req: { raw: Request; arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * Middleware for Hono: answers what is under `basePath` and passes everything else on. Use it without a path.
 *
 * @example
 * app.use(toHonoMiddleware(meanwhile));
 */
export function toHonoMiddleware(meanwhile: Mountable) {
  return async (context: HonoContextLike, next: () => Promise<void>): Promise<Response | void> => {
    const { raw } = context.req;
    if (!isUnder(meanwhile.basePath, raw.url)) return next();
    // Hono keeps what a middleware before us has read.
    return meanwhile.fetch(raw.bodyUsed ? withBody(raw, await context.req.arrayBuffer()) : raw);
  };
}
