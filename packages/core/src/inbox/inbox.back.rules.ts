import { type Calendar, windowOn, worksOn } from "../members/members.calendar.rules.ts";
import { addDays, type Instant, instantToMs, toLocal, type Zone } from "../time/index.ts";

/** How far ahead we look. Who works on no day until then is back on no day that we could name. */
const HORIZON = 400;

/**
 * When somebody is back: `"here"` on a day they work, at any hour of it; else the beginning of their hours on the first day they do; `null` while
 * nobody knows, as on a leave until further notice.
 *
 * @param zone of `calendar.timeZone`
 */
export function backAt(calendar: Calendar, now: Instant, zone: Zone): "here" | Instant | null {
  const today = toLocal(zone, now).date;
  if (worksOn(calendar, today)) return "here";
  for (let ahead = 1; ahead <= HORIZON; ahead++) {
    const day = addDays(today, ahead);
    if (!worksOn(calendar, day)) continue;
    const { from } = windowOn(calendar, day, zone);
    return instantToMs(from) > instantToMs(now) ? from : "here";
  }
  return null;
}
