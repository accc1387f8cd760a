import { addDays, daysBetween, type Instant, instantFromMs, instantToMs, isoWeekday, toInstant, toLocal, type Zone } from "../time/index.ts";
import type { PairingPause, ProgramCadence } from "./pairing.schema.ts";

/**
 * When the first round after `after` begins. Rounds are counted from the first such weekday on or after `startsOn`, so a server that was down, or a
 * program that was paused, never shifts them to the other week.
 *
 * @param zone of `cadence.timeZone`
 */
export function nextRoundAt(cadence: ProgramCadence, after: Instant, zone: Zone): Instant {
  const { startsOn, weekday, everyWeeks, time } = cadence;
  const first = addDays(startsOn, (weekday - isoWeekday(startsOn) + 7) % 7);
  const days = everyWeeks * 7;
  // From the one before: clocks that changed may have moved it past its day.
  const passed = Math.max(0, Math.floor(daysBetween(first, toLocal(zone, after).date) / days) - 1);
  for (let day = addDays(first, passed * days); ; day = addDays(day, days)) {
    const at = toInstant(zone, { date: day, time });
    if (instantToMs(at) > instantToMs(after)) return at;
  }
}

/** When who has no time yet is reminded, and when who has said nothing is asked: half and three quarters of the way to the next round. */
export function stepsOf(drawnAt: Instant, endsAt: Instant): { remindAt: Instant; askAt: Instant } {
  const [from, to] = [instantToMs(drawnAt), instantToMs(endsAt)];
  const after = (quarters: number) => instantFromMs(Math.floor(from + ((to - from) * quarters) / 4));
  return { remindAt: after(2), askAt: after(3) };
}

/**
 * Is somebody out of a round, and for how long: `snoozed` for this one or until a day, `paused` until they say otherwise?
 *
 * @param today of their own calendar; on the day a pause is until, they are back
 */
export function isOut(pauses: readonly (PairingPause | null)[], today: string): "paused" | "snoozed" | null {
  if (pauses.some((pause) => pause?.kind === "always")) return "paused";
  return pauses.some((pause) => pause?.kind === "next" || (pause?.kind === "until" && today < pause.date)) ? "snoozed" : null;
}
