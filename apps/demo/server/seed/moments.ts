import type { When } from "./story.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The instant of a story's moment, in milliseconds, seen from `now`. Working days are Monday to Friday. */
export function instantOf(when: When, now: number): number {
  if ("minutesAgo" in when) return now - when.minutesAgo * MINUTE_MS;
  let day = Math.floor(now / DAY_MS) * DAY_MS;
  for (let left = when.daysAgo; left > 0; ) {
    day -= DAY_MS;
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  const [hours = 0, minutes = 0] = when.at.split(":").map(Number);
  // What the day before brought at eight in the evening is not to be younger than "two hours ago".
  return Math.min(day + (hours * 60 + minutes) * MINUTE_MS, now - 5 * 60 * MINUTE_MS);
}

/** The local date, `YYYY-MM-DD`, so many days after `now`. */
export function dateAfter(days: number, now: number): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}
