import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnder, type Mountable } from "./mount.ts";
import { toNodeHandler } from "./node.ts";

/** Fits Express 4 and 5 without importing the types of either. */
export type ExpressMiddleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Middleware for Express 4 and 5: answers what is under `basePath` and passes everything else on. Use it without a path, before or
 * after `express.json()`.
 *
 * @example
 * app.use(toExpressMiddleware(meanwhile));
 */
export function toExpressMiddleware(meanwhile: Mountable): ExpressMiddleware {
  const handle = toNodeHandler(meanwhile);
  return (request, response, next) => {
    const { baseUrl = "" } = request as IncomingMessage & { baseUrl?: string };
    // Mounted elsewhere it would never answer, and the host would look for the reason in its own routes.
    const meets = isUnder(baseUrl, meanwhile.basePath) || isUnder(meanwhile.basePath, baseUrl);
    if (!meets) return next(new Error(`Meanwhile answers under ${meanwhile.basePath} and is mounted at ${baseUrl}. Give createMeanwhile({ basePath: "${baseUrl}" }), or mount it without a path.`));
    handle(request, response, next);
  };
}
