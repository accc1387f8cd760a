import { PGlite } from "@electric-sql/pglite";
import { createMeanwhile, type Meanwhile, type User } from "@meanwhile/node";

/** Where stories find the server, on whatever origin they run. */
export const BASE_PATH = "/api/meanwhile";

/** The story's session: a header that names the user. */
export const USER_HEADER = "x-story-user";

/** How far back the server's clock is set, in milliseconds: a seeded thread is written over days. */
export const clock = { offset: 0, now: () => Date.now() - clock.offset };

let server: Promise<Meanwhile> | undefined;

/** The real server, on a real database, in this page: one for all stories, which live in workspaces of their own. */
export function storyServer(): Promise<Meanwhile> {
  return (server ??= start());
}

async function start(): Promise<Meanwhile> {
  const meanwhile = createMeanwhile({ database: await openDatabase(), basePath: BASE_PATH, resolveUser, clock, jobs: false, rateLimit: false });
  await meanwhile.ready();
  return meanwhile;
}

/** An empty database takes seconds to make and a moment to load, so the first page keeps it for the others. */
async function openDatabase(): Promise<PGlite> {
  const cache = await caches.open("meanwhile-stories");
  const kept = await cache.match(EMPTY);
  if (kept) return new PGlite({ loadDataDir: await kept.blob() });
  const made = await PGlite.create();
  await cache.put(EMPTY, new Response(await made.dumpDataDir("none")));
  return made;
}

const EMPTY = "/empty-database.tar";

function resolveUser(request: Request): User | null {
  const header = request.headers.get(USER_HEADER);
  return header === null ? null : (JSON.parse(decodeURIComponent(header)) as User);
}
