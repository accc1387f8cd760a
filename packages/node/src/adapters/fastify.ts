import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnder, type Mountable } from "./mount.ts";
import { toNodeHandler } from "./node.ts";

/** The parts of Fastify that are used; fits Fastify 4 and 5 without importing the types of either. */
export interface FastifyLike {
  readonly prefix: string;
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(type: string, parser: (request: never, payload: never, done: (error: Error | null) => void) => void): unknown;
  all(path: string, handler: (request: { raw: IncomingMessage }, reply: FastifyReplyLike) => void): unknown;
}

export interface FastifyReplyLike {
  raw: ServerResponse;
  hijack(): unknown;
  getHeaders(): Record<string, number | string | string[] | undefined>;
}

/**
 * A plugin for Fastify 4 and 5. It stays in a scope of its own: the host's body parsers are not used for our routes, nor ours for the
 * host's. Give no prefix, or one that `basePath` begins with.
 *
 * @example
 * await app.register(toFastifyPlugin(meanwhile));
 */
export function toFastifyPlugin(meanwhile: Mountable) {
  const { basePath } = meanwhile;
  const handle = toNodeHandler(meanwhile);
  return async (scope: FastifyLike): Promise<void> => {
    if (!isUnder(scope.prefix, basePath)) {
      throw new Error(`Meanwhile answers under ${basePath} and is registered at ${scope.prefix}. Give createMeanwhile({ basePath: "${scope.prefix}" }), or register it without a prefix.`);
    }
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    const answer = (request: { raw: IncomingMessage }, reply: FastifyReplyLike) => {
      reply.hijack();
      // What the host's hooks have set, such as CORS, would be left behind.
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      handle(request.raw, reply.raw);
    };
    const path = basePath.slice(scope.prefix.length);
    scope.all(path || "/", answer);
    scope.all(`${path}/*`, answer);
  };
}
