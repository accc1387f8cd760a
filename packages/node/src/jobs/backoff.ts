const MINUTE = 60_000;

/**
 * Milliseconds to wait after the given number of failures in a row: `first`, then twice as long each time, never more than `most`.
 * Without jitter: due rows are spread by when they are due, and jobs by when they failed.
 */
export function backoff(failures: number, first: number = MINUTE, most: number = 60 * MINUTE): number {
  return Math.min(most, first * 2 ** Math.min(failures - 1, 30));
}
