import { isLocalDate } from "./time.dates.ts";
import { timeErrors } from "./time.errors.ts";

/** A moment, the same for everyone: ISO 8601 with `Z` or an offset. We write `2026-11-23T09:00:00.000Z`. */
export type Instant = string;

// Without a zone, Date.parse would take the host's; and it takes 30 February for 2 March.
const INSTANT = /^.{10}T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since the epoch. Throws `time/invalid` for text that leaves the moment open, such as one without a zone. */
export function instantToMs(instant: Instant): number {
  const ms = INSTANT.test(instant) && isLocalDate(instant.slice(0, 10)) ? Date.parse(instant) : NaN;
  if (Number.isNaN(ms)) throw timeErrors.invalid(`"${instant}" is not an instant. Give one as 2026-11-23T09:00:00Z.`);
  return ms;
}

/** The inverse of {@link instantToMs}, always in UTC with milliseconds. */
export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString();
}
