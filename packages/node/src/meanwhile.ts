import { newId } from "@meanwhile/core";
import { intlZones, type ZoneSource } from "@meanwhile/core/time";
import { type Api, createApi } from "./calls/api.ts";
import { type Background, background, type WebhookOptions } from "./calls/background.ts";
import type { MetadataSchemas } from "./calls/context.ts";
import type { Surroundings } from "./calls/perform.ts";
import type { FreeBusy } from "./calls/freeBusy.ts";
import type { Summarizer } from "./calls/summarizer.ts";
import { createSecrets, type Secrets } from "./calls/secrets.ts";
import { type Clock, type DatabaseInput, type Db, migrate, openDb, systemClock } from "./db/index.ts";
import { createEventBus, type EventBus } from "./events/bus.ts";
import { createApp } from "./http/app.ts";
import { consoleLogger, type Logger } from "./http/logger.ts";
import { createRateLimiter, type RateLimit } from "./http/rate-limit.ts";
import { createJobs, type Jobs, type JobsOptions } from "./jobs/index.ts";
import type { User } from "./members/actor.ts";

export interface MeanwhileOptions {
  /**
   * Where everything is kept. Nothing: `DATABASE_URL`, else the embedded PGlite in `./.meanwhile`. A `postgres://` URL, the host's
   * own `pg.Pool`, another folder, or a PGlite instance.
   */
  database?: DatabaseInput;
  /** Who is asking, by the host's own session; `null` for nobody. Left out where the host signs tokens instead. */
  resolveUser?: (request: Request) => User | null | Promise<User | null>;
  /** Verifies the tokens that `createToken` made with the same secret, where this server is apart from the host's. */
  tokenSecret?: string;
  /** The path this is mounted at. */
  basePath?: string;
  /** Origins beside the request's own that may write with the member's cookies. */
  trustedOrigins?: readonly string[];
  /** The host's own checks for metadata on threads and comments: any Standard Schema (zod, valibot, arktype …). */
  metadata?: MetadataSchemas;
  /** Writes the few sentences of a catch-up, such as `openAiSummarizer`; unless told, they are taken from what was written. */
  summarizer?: Summarizer;
  /** Members' calendars elsewhere, such as `googleFreeBusy`: rounds of pairing and the times proposed in them keep clear of what is taken. Read ten minutes before a round. */
  freeBusy?: FreeBusy;
  /** Run migrations at start. `false` where an administrator runs `npx meanwhile migrate`. */
  migrate?: boolean;
  /**
   * Encrypts what we must keep and be able to read again, such as the secrets that webhooks are signed with: 32 characters at least, from a
   * secret store. Several while one takes the place of another: the first encrypts, all decrypt. Left out, such secrets lie in the database as they are.
   */
  secretKey?: string | readonly string[];
  /** How webhooks leave this server. */
  webhooks?: WebhookOptions;
  /** What runs jobs in this process: pg-boss unless told; `false` for none. */
  jobs?: JobsOptions["engine"];
  /** Requests a member may make; 600 a minute, counted in memory, unless told. */
  rateLimit?: RateLimit | false;
  /** The largest request body, in bytes; 1 MiB unless told. */
  maxBodyBytes?: number;
  /** Event streams one member may hold open; 20 unless told. */
  maxStreams?: number;
  /** How often event streams look without being told, in milliseconds; 5,000 unless told. */
  pollMs?: number;
  logger?: Logger;
  clock?: Clock;
  newId?: typeof newId;
  /** Where the rules of time zones come from; the system's files unless told, `Intl` where there are none. */
  zones?: ZoneSource;
}

export interface Meanwhile {
  /** The path this is mounted at, without a slash at its end. */
  readonly basePath: string;
  /** Answers everything under `basePath`. Safe to call before `ready`: it waits. */
  fetch: (request: Request) => Promise<Response>;
  /** The same calls, made by the server on somebody's behalf. */
  api: Api;
  /** Opens the database, migrates, starts the jobs. Called by itself with the first request. */
  ready(): Promise<void>;
  /** Brings the schema up to date; the names of the steps it took. */
  migrate(): Promise<string[]>;
  /** Runs by hand what is due, for hosts that bring their own cron. */
  jobs: Pick<Jobs, "tick">;
  /** Ends streams and jobs, and closes what was opened here. */
  close(): Promise<void>;
}

const DEFAULT_RATE_LIMIT: RateLimit = { points: 600, seconds: 60, store: "memory" };

/** Makes a Meanwhile server. It does nothing until it is asked something, or told to be `ready`. */
export function createMeanwhile(options: MeanwhileOptions = {}): Meanwhile {
  const { clock = systemClock, logger = consoleLogger, rateLimit = DEFAULT_RATE_LIMIT } = options;
  const basePath = (options.basePath ?? "/api/meanwhile").replace(/\/+$/, "");

  const secrets = createSecrets(options.secretKey === undefined ? [] : [options.secretKey].flat());
  let opening: Promise<Started> | undefined;
  let starting: Promise<Started> | undefined;
  let closed = false;

  const open = () => (opening ??= openAll(options, logger, clock, secrets).catch(again(() => (opening = undefined))));
  const start = () => {
    if (closed) return Promise.reject(new Error("This Meanwhile server was closed."));
    return (starting ??= open()
      .then(async (started) => {
        if (options.migrate ?? true) await migrate(started.db, { now: clock.now() });
        // Not waited for: the first request need not load the job engine, and what is sent before it runs waits in the database.
        const going = started.jobs.start().then(() => (options.jobs === false || closed ? undefined : started.slices.start()));
        going.catch((error: unknown) => logger.error("The jobs did not start", { error: String(error) }));
        return started;
      })
      .catch(again(() => (starting = undefined))));
  };

  const around: Surroundings = {
    get db() {
      return started().db;
    },
    clock,
    newId: options.newId ?? newId,
    metadata: options.metadata ?? {},
    get zones() {
      return started().zones;
    },
    secrets,
    summarizer: options.summarizer,
    isTimeZone: (name) => isZone(started().zones, name),
  };

  let current: Started | undefined;
  const started = () => {
    if (!current) throw new Error("Not ready.");
    return current;
  };
  const ready = async () => {
    current = await start();
  };

  const app = createApp({
    around,
    basePath,
    bus: { subscribe: (workspace, subscriber) => started().bus.subscribe(workspace, subscriber), subscribeAll: (onGrowth) => started().bus.subscribeAll(onGrowth), close: () => started().bus.close() },
    logger,
    maxBodyBytes: options.maxBodyBytes ?? 1024 * 1024,
    maxStreams: options.maxStreams ?? 20,
    rateLimiter: () => (rateLimit ? (limiter ??= createRateLimiter(rateLimit, started().db)) : undefined),
    ready,
    resolveUser: options.resolveUser,
    tokenSecret: options.tokenSecret,
    trustedOrigins: options.trustedOrigins ?? [],
  });
  let limiter: ReturnType<typeof createRateLimiter> | undefined;

  return {
    basePath,
    fetch: app,
    api: createApi(around, ready),
    ready,
    migrate: async () => migrate((await open()).db, { now: clock.now() }),
    jobs: { tick: async (now) => (await start()).jobs.tick(now) },
    async close() {
      closed = true;
      const all = await opening?.catch(() => undefined);
      await starting?.catch(() => undefined);
      if (!all) return;
      await all.bus.close();
      await Promise.all([all.slices.stop(), all.jobs.stop()]);
      // What the host brought, the host closes.
      if (typeof (options.database ?? "") === "string") await all.db.close();
    },
  };
}

interface Started {
  db: Db;
  bus: EventBus;
  slices: Background;
  jobs: Jobs;
  zones: ZoneSource;
}

async function openAll(options: MeanwhileOptions, logger: Logger, clock: Clock, secrets: Secrets): Promise<Started> {
  const zones = options.zones ?? (await defaultZones());
  const db = await openDb(options.database, { logger });
  const bus = createEventBus(db, options.pollMs ?? 5000);
  const slices = background({ db, bus, clock, logger, newId: options.newId ?? newId, zones, secrets, webhooks: options.webhooks ?? {}, freeBusy: options.freeBusy });
  const jobs = createJobs({ db, clock, logger, engine: options.jobs ?? "pg-boss", due: slices.due, work: slices.work });
  return { db, bus, slices, jobs, zones };
}

/** The system's files in Node; in a browser there are none. */
async function defaultZones(): Promise<ZoneSource> {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node === undefined ? intlZones() : (await import("./time/index.ts")).systemZones();
}

function isZone(zones: ZoneSource, name: string): boolean {
  try {
    zones.zone(name);
    return true;
  } catch {
    return false;
  }
}

/** Lets the next call try again where this one failed. */
function again(forget: () => void) {
  return (error: unknown): never => {
    forget();
    throw error;
  };
}
