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

/** @param pool a `pg` pool, for the `database` store */
export async function createRateLimiter(limit: RateLimit, pool: unknown): Promise<RateLimiter> {
  const { RateLimiterMemory, RateLimiterPostgres } = await import("rate-limiter-flexible");
  const options = { points: limit.points, duration: limit.seconds, keyPrefix: "meanwhile" };
  const limiter =
    limit.store === "memory"
      ? new RateLimiterMemory(options)
      : await new Promise<InstanceType<typeof RateLimiterPostgres>>((resolve, reject) => {
          const made: InstanceType<typeof RateLimiterPostgres> = new RateLimiterPostgres(
            { ...options, storeClient: pool, storeType: "pool", schemaName: "meanwhile", tableName: "rate_limits" },
            (error) => (error ? reject(error) : resolve(made)),
          );
        });
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
