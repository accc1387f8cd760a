import type { Random } from "./ports.ts";

/**
 * How long to wait before the next try, in milliseconds: exponential with full jitter, so that clients that failed together do not
 * come back together.
 *
 * @param failures how many tries failed before, from 0
 */
export function backoff(failures: number, random: Random, base = 300, cap = 30_000): number {
  return random() * Math.min(cap, base * 2 ** failures);
}
