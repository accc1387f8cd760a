import { MeanwhileError } from "../shared/errors.ts";
import type { ZoneSource } from "./time.zones.ts";

// Zones whose law has just changed or may change soon: a new release that matters touches one of these.
const WATCHED = [
  "Africa/Cairo", "Africa/Casablanca", "America/Edmonton", "America/Havana", "America/New_York", "America/Vancouver", "America/Winnipeg", "Asia/Beirut", "Asia/Gaza",
  "Europe/Berlin", "Europe/Chisinau", "Europe/Kyiv", "Europe/London",
];
const YEAR_2030 = 1_893_456_000_000;

/** The release of the tz database inside this JavaScript runtime, where it says so: Node does, browsers don't. */
export function runtimeTzVersion(): string | undefined {
  return (globalThis as { process?: { versions?: { tz?: string } } }).process?.versions?.tz;
}

/** A stand-in for the release: equal for equal tables of the watched zones, 2026 to 2037. FNV-1a, 32 bits. */
export function fingerprint(prefix: string, source: ZoneSource): string {
  let hash = 0x811c9dc5;
  for (const name of WATCHED) {
    for (const char of `${name} ${describe(name, source)};`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  }
  return `${prefix}-${(hash >>> 0).toString(16).padStart(8, "0")}`;
}

function describe(name: string, source: ZoneSource): string {
  try {
    const { starts, offsets } = source.zone(name).table(YEAR_2030);
    return String([starts, offsets]);
  } catch (error) {
    if (MeanwhileError.isInstance(error, "time/unknown_zone")) return "none";
    throw error;
  }
}
