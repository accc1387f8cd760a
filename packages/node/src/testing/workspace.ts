import { createMeanwhileClient, type MeanwhileClient, type Role } from "@meanwhile/core";
import type { Clock, Db } from "../db/index.ts";
import { silentLogger } from "../http/logger.ts";
import { createMeanwhile, type Meanwhile, type MeanwhileOptions } from "../meanwhile.ts";
import type { User } from "../members/actor.ts";
import type { WebhookOptions } from "../webhooks/webhooks.background.ts";
import { WebhookRefused } from "../webhooks/webhooks.sender.ts";

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

function testClock(start = Date.UTC(2026, 0, 5, 9)): TestClock {
  let now = start;
  return { now: () => now, advance: (ms) => (now += ms) };
}

/** Somebody in a test workspace. */
export interface Person {
  user: User;
  client: MeanwhileClient;
  /** A request as a browser of theirs would make it, below the base path: `get("/v1/threads")`. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface TestWorkspace {
  meanwhile: Meanwhile;
  workspace: string;
  clock: TestClock;
  /** Somebody with that name, added on first sight; the same name is the same person. */
  person(name: string, role?: Role): Person;
}

export const BASE = "http://host.test/api/meanwhile";

/** The test's session: a header that names the user. */
export function resolveTestUser(request: Request): User | null {
  const header = request.headers.get("x-test-user");
  return header === null ? null : (JSON.parse(decodeURIComponent(header)) as User);
}

/** Other tests' webhooks lie in the same database, with addresses made up: whoever ticks tries them, and nothing leaves this machine. */
const webhooks: WebhookOptions = { sender: { send: () => Promise.reject(new WebhookRefused("Tests reach nobody.")) } };

/** A workspace of one test's own, on a database shared with others. */
export function testWorkspace(db: Db, options: MeanwhileOptions = {}, workspace = `ws-${crypto.randomUUID()}`): TestWorkspace {
  const clock = testClock();
  const meanwhile = createMeanwhile({ database: db, migrate: false, jobs: false, rateLimit: false, logger: silentLogger, clock, resolveUser: resolveTestUser, webhooks, ...options });
  return {
    meanwhile,
    workspace,
    clock,
    person(name, role = "member") {
      const user: User = { id: name.toLowerCase().replaceAll(" ", "-"), workspace, name, role };
      const session = { "x-test-user": encodeURIComponent(JSON.stringify(user)) };
      const fetch: typeof globalThis.fetch = (input, init) => meanwhile.fetch(new Request(input, init));
      return {
        user,
        client: createMeanwhileClient({ baseUrl: BASE, fetch, headers: session }),
        request: (method, path, body, headers = {}) =>
          meanwhile.fetch(
            new Request(`${BASE}${path}`, {
              method,
              headers: { ...session, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
              ...(body !== undefined && { body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
            }),
          ),
      };
    },
  };
}
