import { type IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener, RequestError } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { errorKind, sharedErrors } from "@meanwhile/core";
import { consoleLogger } from "../http/logger.ts";
import { problemResponse } from "../http/problem.ts";
import { textOf } from "../http/text.ts";
import { readBefore, withBody } from "./body.ts";
import { isUnder, type Mountable } from "./mount.ts";

export type NodeHandler = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

const unreadable = errorKind("adapters/body_read_before", 500);

/**
 * A handler for Node's own HTTP server, and for everything built on it that hands on `request` and `response`. What is not under
 * `basePath` goes to `next`; without `next` it is answered with 404.
 *
 * It copes with a body that `express.json()`, `express.urlencoded()`, `express.raw()` or `express.text()` has read already, aborts
 * the request's signal when the client goes away, believes no `x-forwarded-*` header, and leaves the global `Request` and
 * `Response` alone.
 *
 * @example
 * http.createServer(toNodeHandler(meanwhile)).listen(3000);
 */
export function toNodeHandler(meanwhile: Mountable): NodeHandler {
  const listener = getRequestListener(
    async (request, env) => {
      const incoming = env.incoming as IncomingMessage;
      const read = readBefore(incoming);
      if (read === "lost") throw unreadable("The body of this request was read before it came here. Mount Meanwhile before whatever reads it, or leave what was read in request.body.");
      return send(await meanwhile.fetch(read === undefined ? request : withBody(request, read.body)), env.outgoing);
    },
    // A library has no business replacing its host's globals, which is the default.
    { overrideGlobalObjects: false, errorHandler: answerError },
  );
  return (request, response, next) => {
    // Frameworks cut what they mounted us at from `url` and keep the whole in `originalUrl`.
    const { url, originalUrl = url } = request as IncomingMessage & { originalUrl?: string };
    if (next && !isUnder(meanwhile.basePath, originalUrl ?? "/")) return next();
    request.url = originalUrl;
    // The address is read before this returns; the host's log is to find it as it was.
    void listener(request, response);
    request.url = url;
  };
}

/** Sends an answer whose text is known at once; the listener would read it from a stream. */
function send(response: Response, outgoing: unknown): Response {
  const text = textOf(response);
  if (text === undefined || !(outgoing instanceof ServerResponse) || outgoing.headersSent) return response;
  outgoing.setHeaders(response.headers);
  outgoing.setHeader("content-length", Buffer.byteLength(text));
  outgoing.writeHead(response.status).end(text);
  return RESPONSE_ALREADY_SENT;
}

function answerError(error: unknown): Response {
  const known = error instanceof RequestError ? sharedErrors.malformed("The address or the host of this request cannot be read.") : error;
  return problemResponse(known, crypto.randomUUID(), consoleLogger);
}
