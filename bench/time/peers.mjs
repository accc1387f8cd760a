// The next occurrence of a time of day on days of the week (bit 0 is Monday) after a moment, as an application would write it with each library.
import { createRequire } from "node:module";
import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";

// Its module for import has no default in bundlers and no names in Node.
const { RRule } = createRequire(import.meta.url)("rrule");

export const peers = { temporal, luxon, rrule };

/** @param first the day to begin at, counted from today: -1 where a gap may cross midnight */
function temporal(timeZone, after, days, at, first = 0) {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
  const plainTime = Temporal.PlainTime.from(at);
  for (let i = first; ; i++) {
    const date = today.add({ days: i });
    if (!(days & (1 << (date.dayOfWeek - 1)))) continue;
    const { epochMilliseconds } = date.toZonedDateTime({ timeZone, plainTime });
    if (epochMilliseconds > after) return epochMilliseconds;
  }
}

function luxon(zone, after, days, at) {
  const now = DateTime.fromMillis(after, { zone });
  const [hour, minute] = at.split(":").map(Number);
  for (let i = 0; ; i++) {
    const day = now.plus({ days: i });
    if (!(days & (1 << (day.weekday - 1)))) continue;
    const next = day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
    if (next > after) return next;
  }
}

/** A rule with its zone, from the day before on, as it is read from a calendar. */
function rrule(tzid, after, days, at) {
  const [hour, minute] = at.split(":").map(Number);
  const byweekday = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU].filter((_, i) => days & (1 << i));
  const rule = new RRule({ freq: RRule.WEEKLY, byweekday, byhour: [hour], byminute: [minute], bysecond: [0], dtstart: new Date(after - 86_400_000), tzid }, true);
  return rule.after(new Date(after)).getTime();
}
