import { type Db, Sql } from "../db/index.ts";

/** Says whether a key may go on. */
export interface RateLimiter {
  /** Takes one of the key's points; when there is none left, how many seconds until there is. */
  consume(key: string): Promise<{ ok: true } | { ok: false; retryAfterSeconds: number }>;
}

export interface RateLimit {
  /** Requests a member may make … */
  points: number;
  /** … in this many seconds. */
  seconds: number;
  /** `memory` counts in this process; `database` counts for all processes together, in PostgreSQL. */
  store: "memory" | "database";
}

/** What `rate-limiter-flexible` rejects with when a key has no points left. */
interface Refusal {
  msBeforeNext?: number;
}

/** Counts with `rate-limiter-flexible`, over the database as we have it open where the store is `database`. */
export async function createRateLimiter(limit: RateLimit, db: Db): Promise<RateLimiter> {
  const { RateLimiterMemory, RateLimiterPostgres } = await import("rate-limiter-flexible");
  const options = { points: limit.points, duration: limit.seconds, keyPrefix: "meanwhile" };
  const storeClient = {
    query: async ({ text, values = [] }: { text: string; values?: unknown[] }) => {
      const rows = await db.query(new Sql(text, values));
      return { rows, rowCount: rows.length };
    },
  };
  // The table is laid by a migration, so the limiter needs no right to make one.
  const table = { storeClient, storeType: "pool", schemaName: "meanwhile", tableName: "rate_limits", tableCreated: true, clearExpiredByTimeout: false };
  const limiter = limit.store === "memory" ? new RateLimiterMemory(options) : new RateLimiterPostgres({ ...options, ...table });
  return {
    async consume(key) {
      try {
        await limiter.consume(key);
        return { ok: true };
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        return { ok: false, retryAfterSeconds: Math.ceil(((refusal as Refusal).msBeforeNext ?? 1000) / 1000) };
      }
    },
  };
}
