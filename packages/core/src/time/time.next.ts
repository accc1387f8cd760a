import { DAY, dateFromDays, timeToMs, weekdayOfDay, type IsoWeekday, type LocalDate, type LocalTime } from "./time.dates.ts";
import { timeErrors } from "./time.errors.ts";
import { instantFromMs, instantToMs, type Instant } from "./time.instants.ts";
import { wallToMs, type LocalPolicy } from "./time.local.ts";
import { offsetIn } from "./time.table.ts";
import type { Zone } from "./time.zones.ts";

/** A time of day on some days of the week. */
export interface WeeklyRule {
  /** At least one. */
  days: readonly IsoWeekday[];
  at: LocalTime;
}

export interface LocalOccurrence {
  instant: Instant;
  /**
   * The day it is for. A reading in a gap across midnight is moved into the next day and still belongs to this one,
   * so this, not the instant's own date, is the key of the period.
   */
  localDate: LocalDate;
}

/**
 * The first occurrence of `rule` strictly after `after`. Walking from each to the next gives one for every such day in the
 * zone, however the clocks change; with `gap: "skip"`, none for a day whose clocks jump over `at`. Throws `time/invalid`.
 */
export function nextLocal(zone: Zone, after: Instant, rule: WeeklyRule, policy: LocalPolicy = {}): LocalOccurrence {
  const time = timeToMs(rule.at);
  if (!rule.days.some((day) => day >= 1 && day <= 7)) {
    throw timeErrors.invalid("There is no day in the rule. Give 1 (Monday) to 7 (Sunday).");
  }
  const start = instantToMs(after);
  const today = Math.floor((start + offsetIn(zone.table(start), start)) / DAY);
  // From yesterday: its occurrence may have been moved across midnight and still be to come.
  for (let day = today - 1; ; day++) {
    if (!rule.days.includes(weekdayOfDay(day))) continue;
    const ms = wallToMs(zone, day * DAY + time, policy);
    if (ms !== null && ms > start) return { instant: instantFromMs(ms), localDate: dateFromDays(day) };
  }
}
