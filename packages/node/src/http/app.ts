import { memberErrors, newId, sharedErrors } from "@meanwhile/core";
import { contract, type Endpoint } from "@meanwhile/core/contract";
import { type Context as HonoContext, Hono } from "hono";
import { lookUp, perform, type Slice, type Surroundings } from "../calls/perform.ts";
import type { EventBus } from "../events/bus.ts";
import { eventStream } from "../events/stream.ts";
import { type User, actorOf, isOutdated, rememberIdentities } from "../members/actor.ts";
import { readJson } from "./body.ts";
import type { Logger } from "./logger.ts";
import { openApi } from "./openapi.ts";
import { assertOwnOrigin } from "./origin.ts";
import { problemResponse } from "./problem.ts";
import { queryReader } from "./query.ts";
import type { RateLimiter } from "./rate-limit.ts";
import { jsonResponse } from "./text.ts";
import { verifyToken } from "./token.ts";

export interface AppOptions {
  around: Surroundings;
  basePath: string;
  bus: EventBus;
  logger: Logger;
  maxBodyBytes: number;
  maxStreams: number;
  rateLimiter: () => Promise<RateLimiter> | undefined;
  ready: () => Promise<unknown>;
  resolveUser: ((request: Request) => User | null | Promise<User | null>) | undefined;
  tokenSecret: string | undefined;
  trustedOrigins: readonly string[];
}

interface Env {
  Variables: { requestId: string };
}

/** The HTTP face of the contract: one `fetch`. */
export function createApp(options: AppOptions): (request: Request) => Promise<Response> {
  const { around, basePath, logger } = options;
  const app = new Hono<Env>().basePath(basePath);
  const streams = new Map<string, number>();

  app.use(async (c, next) => {
    const given = c.req.header("x-request-id");
    c.set("requestId", given && /^[\w-]{1,64}$/.test(given) ? given : newId("req", around.clock.now()));
    await next();
    if (!c.res.headers.has("x-request-id")) c.res.headers.set("x-request-id", c.get("requestId"));
  });
  app.onError((error, c) => problemResponse(error, c.get("requestId"), logger));
  app.notFound((c) => problemResponse(sharedErrors.notFound(`There is no ${new URL(c.req.url).pathname} here. GET ${basePath}/openapi.json lists what is.`), c.get("requestId") ?? "none", logger));

  app.get("/health", async () => {
    await options.ready();
    return Response.json({ status: "ok", database: around.db.engine });
  });
  app.get("/openapi.json", () => Response.json(openApi(basePath)));

  const identities = rememberIdentities();

  /** The host's user who asks, rate-limited. */
  const admit = async (request: Request) => {
    await options.ready();
    const user = await userOf(request, options);
    if (!user) throw sharedErrors.unauthenticated("Nobody is signed in. Sign in and try again.");
    assertMeant(request, user);
    if (request.method !== "GET") assertOwnOrigin(request, options.trustedOrigins);
    const limiter = await options.rateLimiter();
    const turn = await limiter?.consume(`${user.workspace}/${user.id}`);
    if (turn && !turn.ok) throw sharedErrors.rateLimited("Too many requests. Wait a little.", { details: { retryAfterSeconds: turn.retryAfterSeconds } });
    return user;
  };
  const nowIso = () => new Date(around.clock.now()).toISOString();

  app.get("/v1/events", async (c, next) => {
    // HEAD is answered by the list: nobody would read the stream, nor end it.
    if (c.req.method === "HEAD" || !c.req.header("accept")?.includes("text/event-stream")) return next();
    const user = await admit(c.req.raw);
    const actor = await actorOf(around.db, user, nowIso());
    const who = `${actor.workspace}/${actor.id}`;
    const open = streams.get(who) ?? 0;
    if (open >= options.maxStreams) throw sharedErrors.rateLimited(`There are ${open} open event streams already. Close one.`, { details: { retryAfterSeconds: 5 } });
    streams.set(who, open + 1);
    const leave = () => (streams.get(who)! > 1 ? streams.set(who, streams.get(who)! - 1) : streams.delete(who));
    const ago = wholeNumber(c.req.query("since"));
    const from = { lastSeq: wholeNumber(c.req.header("last-event-id") ?? c.req.query("after")), since: ago === undefined ? undefined : new Date(around.clock.now() - ago) };
    const stream = await eventStream(around.db, options.bus, actor, from, c.req.raw.signal, leave);
    return new Response(stream, {
      headers: { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform", "x-accel-buffering": "no", "x-request-id": c.get("requestId") },
    });
  });

  const methods = new Map<string, string[]>();
  for (const [slice, endpoints] of Object.entries(contract)) {
    for (const name of Object.keys(endpoints)) {
      const { endpoint, method, path } = lookUp(slice as Slice, name);
      methods.set(path, [...(methods.get(path) ?? []), method]);
      const readQuery = queryReader((endpoint as Endpoint).query);
      app.on(method, `/v1${path}`, async (c: HonoContext<Env>) => {
        const user = await admit(c.req.raw);
        const body = method === "GET" || method === "DELETE" ? undefined : await readJson(c.req.raw, options.maxBodyBytes);
        const raw = { params: c.req.param(), query: readQuery(new URL(c.req.url).searchParams), body };
        const call = async () => {
          const { actor, confirm } = await identities.of(around.db, user, nowIso());
          return perform(around, slice as Slice, name, actor, raw, { idempotencyKey: idempotencyKey(c.req.raw), confirm });
        };
        // Outdated: the member changed since we last looked, and was forgotten. The second call reads them first.
        const { value, replayed } = await call().catch((error: unknown) => (isOutdated(error) ? call() : Promise.reject(error)));
        const headers = { "cache-control": "no-store", ...(replayed && { "idempotent-replayed": "true" }) };
        return value === undefined ? new Response(null, { status: 204, headers }) : jsonResponse(value, { headers });
      });
    }
  }
  for (const [path, allowed] of methods) {
    app.all(`/v1${path}`, (c) => {
      const response = problemResponse(sharedErrors.methodNotAllowed(`This path takes ${allowed.join(", ")}.`), c.get("requestId"), logger);
      response.headers.set("allow", allowed.join(", "));
      return response;
    });
  }

  return async (request) => {
    try {
      return await app.fetch(request);
    } catch (error) {
      // A path that cannot be decoded never reaches a handler.
      const malformed = error instanceof URIError ? sharedErrors.malformed("The address holds characters that cannot be read.") : error;
      return problemResponse(malformed, newId("req", around.clock.now()), logger);
    }
  };
}

async function userOf(request: Request, { around, resolveUser, tokenSecret }: AppOptions): Promise<User | null> {
  const [scheme, token] = request.headers.get("authorization")?.split(" ") ?? [];
  if (tokenSecret !== undefined && scheme?.toLowerCase() === "bearer" && token) return verifyToken(token, tokenSecret, around.clock.now());
  return (await resolveUser?.(request)) ?? null;
}

/** A page may be older than the session that its requests go with: whoever signed in since is not to read or send what is somebody else's. */
function assertMeant(request: Request, { workspace, id }: User): void {
  const meant = request.headers.get("meanwhile-user");
  if (meant !== null && meant !== `${encodeURIComponent(workspace)}/${encodeURIComponent(id)}`) {
    throw memberErrors.otherMember("Somebody else is signed in by now. Load the page again, or sign in again as the person it was made for.");
  }
}

function idempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method === "GET") return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw sharedErrors.invalidInput("The Idempotency-Key is 1 to 255 visible ASCII characters.", { details: { issues: [{ path: ["Idempotency-Key"], message: "1 to 255 visible characters" }] } });
  }
  return key;
}

/** What is not one is as if it were not there. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
