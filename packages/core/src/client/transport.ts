import { MeanwhileError, type Problem, sharedErrors } from "../shared/errors.ts";
import type { Route } from "../shared/route.ts";
import { backoff } from "./backoff.ts";
import { type Delay, type Now, type Random, systemDelay, systemNow, systemRandom } from "./ports.ts";

type HeadersLike = NonNullable<ConstructorParameters<typeof Headers>[0]>;

/** Who is signed in, as your server's `resolveUser` says it. */
export interface ClientUser {
  workspace: string;
  id: string;
}

export interface ClientOptions {
  /** Where the handler is mounted, without `/v1`: `https://app.example/meanwhile`, or `/meanwhile` in a browser. */
  baseUrl: string;
  /** The platform's unless told. Wrap it to send credentials to another origin. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Sent with every request. A function is asked before each try, so that a token can be fresh. */
  headers?: HeadersLike | (() => HeadersLike | Promise<HeadersLike>);
  /**
   * Who is signed in. The server then refuses what comes with somebody else's session, as when another person signed in in another tab; and
   * a browser keeps for them, and nobody else, what they wrote and could not send. Make another client when somebody else signs in.
   */
  user?: ClientUser | undefined;
  random?: Random;
  delay?: Delay;
  now?: Now;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Makes a mutation safe to send again: the server carries it out once per key. Without it a mutation is tried once. */
  idempotencyKey?: string | undefined;
  /** How often to try again after a broken connection, a 429 or a 5xx; 3 unless told. */
  retries?: number | undefined;
}

export type CallInput = Readonly<Record<string, unknown>>;

/** The part of the client that knows HTTP and no route. */
export interface Transport {
  call(route: Route, input?: CallInput, options?: CallOptions): Promise<unknown>;
  /** One try; resolves with a response that is `ok`, throws {@link MeanwhileError} or the abort's reason. */
  open(method: string, path: string, init: RequestInit): Promise<Response>;
  random: Random;
  delay: Delay;
  now: Now;
}

/** Longer than this nobody waits inside a call; the error says how long the server asked for. */
const LONGEST_WAIT_SECONDS = 30;

export function createTransport(options: ClientOptions): Transport {
  const { fetch = (url, init) => globalThis.fetch(url, init), headers, user, random = systemRandom, delay = systemDelay, now = systemNow } = options;
  const root = `${options.baseUrl.replace(/\/+$/, "")}/v1`;

  const open: Transport["open"] = async (method, path, init) => {
    const all = new Headers(typeof headers === "function" ? await headers() : headers);
    new Headers(init.headers).forEach((value, name) => all.set(name, value));
    if (user) all.set("meanwhile-user", `${encodeURIComponent(user.workspace)}/${encodeURIComponent(user.id)}`);
    let response: Response;
    try {
      response = await fetch(root + path, { ...init, method, headers: all });
    } catch (cause) {
      throw noAnswer(cause, init.signal);
    }
    if (!response.ok) throw await errorOf(response, init.signal);
    return response;
  };

  const call: Transport["call"] = async ([method, path], input = {}, { signal, idempotencyKey, retries = 3 } = {}) => {
    const request = requestOf(method, path, input);
    if (idempotencyKey !== undefined) request.headers["idempotency-key"] = idempotencyKey;
    const again = method === "GET" || idempotencyKey !== undefined ? retries : 0;
    for (let failures = 0; ; failures++) {
      try {
        const response = await open(method, request.url, { headers: request.headers, body: request.body, signal: signal ?? null });
        return response.status === 204 ? undefined : await read(response, signal);
      } catch (error) {
        if (failures >= again || !MeanwhileError.isInstance(error) || !error.retryable || (error.retryAfter ?? 0) > LONGEST_WAIT_SECONDS) throw error;
        await delay(error.retryAfter === undefined ? backoff(failures, random) : error.retryAfter * 1000, signal);
      }
    }
  };

  return { call, open, random, delay, now };
}

/** Flat input into path, query or body: params first; what is left is the query of a GET or DELETE, the JSON of anything else. */
function requestOf(method: string, path: string, input: CallInput) {
  const rest = { ...input };
  let url = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name] ?? "");
    // A URL cannot hold these as a segment: it would be resolved to another path.
    if (/^\.{0,2}$/.test(value)) throw sharedErrors.invalidInput(`"${name}" is "${value}", which cannot stand in a path. Give the id.`);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const headers: Record<string, string> = { accept: "application/json" };
  let body: string | null = null;
  if (method === "GET" || method === "DELETE") {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(rest)) {
      for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, String(one));
    }
    if (query.size > 0) url += `?${query}`;
  } else {
    headers["content-type"] = "application/json";
    body = JSON.stringify(rest);
  }
  return { url, headers, body };
}

async function read(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw noAnswer(cause, signal);
  }
}

/** Broken on the way, or not JSON: a portal that wants a log-in, a proxy's page, a wrong `baseUrl`. */
function noAnswer(cause: unknown, signal: AbortSignal | null | undefined): unknown {
  return signal?.aborted ? cause : sharedErrors.network("The server did not answer. Check the connection and try again.", { cause });
}

const CODES: Record<number, string> = { 401: "unauthenticated", 403: "forbidden", 404: "not_found", 405: "method_not_allowed", 409: "conflict", 413: "too_large", 422: "invalid_input", 429: "rate_limited" };

/** What the server said, or what the status says where something before the server answered. */
async function errorOf(response: Response, signal: AbortSignal | null | undefined): Promise<unknown> {
  const { status } = response;
  let problem: Partial<Problem> = {};
  try {
    if (response.headers.get("content-type")?.includes("json")) problem = await response.json();
  } catch (cause) {
    if (signal?.aborted) return cause;
  }
  const code = problem.code ?? `shared/${CODES[status] ?? (status >= 500 ? "internal" : "malformed")}`;
  return new MeanwhileError(problem.detail ?? problem.title ?? `The server answered ${status}.`, {
    code,
    status,
    retryable: status === 429 || status >= 500 || code === "shared/idempotency_in_flight",
    ...(problem.requestId === undefined ? {} : { requestId: problem.requestId }),
    details: problem.details,
    retryAfter: retryAfterOf(response.headers),
  });
}

/** RFC 9110 §10.2.3: seconds, or a date, which is compared with the server's own clock. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.parse(headers.get("date") ?? "")) / 1000;
  return seconds >= 0 ? seconds : undefined;
}
