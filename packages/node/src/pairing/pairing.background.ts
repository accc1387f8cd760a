import type { DueDefinition } from "../jobs/index.ts";
import { type CalendarMeans, readingCalendars } from "./pairing.calendars.ts";

/** What pairing does by itself beside what is due in its rounds: it reads calendars before them. */
export function pairingBackground(means: CalendarMeans): { due: DueDefinition[] } {
  return { due: [readingCalendars(means)] };
}
