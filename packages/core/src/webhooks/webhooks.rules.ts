const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The waits after the first attempt, the second, …: ten attempts in a little over three days. */
const WAITS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, DAY];

/** A receiver may ask for more patience than the schedule has, but not for ever. */
const LONGEST_WAIT = DAY;

/** An endpoint to which nothing got through for so long is switched off. */
const GIVEN_UP_AFTER = 5 * DAY;

/** What an attempt came to: an answer, or none. */
export interface WebhookAnswer {
  /** null where none came in time. */
  status: number | null;
  /** The value of `retry-after`. */
  retryAfter: string | null;
}

/** What becomes of a delivery, and of its endpoint, after an attempt. */
export interface WebhookOutcome {
  state: "pending" | "delivered" | "dead";
  /** When to try again, in milliseconds since the epoch; null for never. */
  next: number | null;
  /** Why the endpoint is to be switched off, where it is. */
  disable: "gone" | "failing" | null;
  /** The receiver is down or overloaded: nothing more is sent to it before this instant. 0: it may have the next one. */
  restUntil: number;
}

/**
 * Decides after an attempt, as Standard Webhooks 1.0.0 recommends: 2xx is delivered; 410 switches the endpoint off; everything else,
 * redirects too, is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, each up to a fifth longer, so that what
 * failed together does not come back together. `Retry-After` is kept to where it asks for more, up to a day.
 *
 * @param attempts those made, this one included
 * @param failingSince since when nothing got through to the endpoint, before this attempt; milliseconds since the epoch
 * @param random in [0, 1)
 */
export function afterAttempt(answer: WebhookAnswer, { attempts, failures, failingSince, now, random }: { attempts: number; failures: number; failingSince: number | null; now: number; random: number }): WebhookOutcome {
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) return { state: "delivered", next: null, disable: null, restUntil: 0 };
  if (status === 410) return { state: "dead", next: null, disable: "gone", restUntil: 0 };
  const asked = Math.min(retryAfterMs(answer.retryAfter, now) ?? 0, LONGEST_WAIT);
  const restUntil = isOverloaded(status) ? now + Math.max(asked, restAfter(failures + 1)) : 0;
  const disable = failingSince !== null && now - failingSince >= GIVEN_UP_AFTER ? "failing" : null;
  const wait = WAITS[attempts - 1];
  if (wait === undefined || disable) return { state: "dead", next: null, disable, restUntil };
  return { state: "pending", next: now + Math.max(Math.round(wait * (1 + random / 5)), asked), disable: null, restUntil };
}

/** No answer, too many requests, or a proxy or server that says it is down: others would fare no better just now. */
function isOverloaded(status: number | null): boolean {
  return status === null || status === 429 || (status >= 502 && status <= 504);
}

/** How long an endpoint is left alone after so many failures in a row: 5 s, doubled up to 5 min. */
function restAfter(failures: number): number {
  return Math.min(5 * SECOND * 2 ** Math.min(failures - 1, 10), 5 * MINUTE);
}

/** RFC 9110 §10.2.3: seconds, or a date. Undefined where it says nothing that can be read. */
function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND;
  const wait = Date.parse(value) - now;
  return wait >= 0 ? wait : undefined;
}
