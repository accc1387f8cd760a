import { timeErrors } from "./time.errors.ts";
import { fingerprint, runtimeTzVersion } from "./time.version.ts";
import { zoneSource, type ReadTransitions, type ZoneSource } from "./time.zones.ts";

/** The part of `Temporal` used here. */
export interface TemporalLike {
  Instant: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(timeZone: string): ZonedDateTimeLike } };
}

export interface ZonedDateTimeLike {
  readonly epochMilliseconds: number;
  readonly offsetNanoseconds: number;
  readonly timeZoneId: string;
  getTimeZoneTransition(direction: "next"): ZonedDateTimeLike | null;
}

/**
 * Zones from `Temporal`, which tells changes itself and keeps the spelling of links. The same data as `intlZones` in most runtimes.
 *
 * @param temporal the runtime's own unless told. Throws `time/unreadable_zone` when there is none.
 */
export function temporalZones(temporal: TemporalLike | undefined = (globalThis as { Temporal?: TemporalLike }).Temporal): ZoneSource {
  if (!temporal) throw timeErrors.unreadableZone("There is no Temporal. Use intlZones() or hand in a polyfill.");
  return zoneSource(
    (name) => openTemporal(temporal, name),
    (source) => runtimeTzVersion() ?? fingerprint("temporal", source),
  );
}

function openTemporal(temporal: TemporalLike, name: string): ReadTransitions | undefined {
  const at = (ms: number) => temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
  try {
    if (at(0).timeZoneId !== name) return undefined;
  } catch {
    return undefined;
  }
  return (from, until) => {
    const begin = at(from);
    const changes: Array<[number, number]> = [];
    for (let next: ZonedDateTimeLike | null = begin; (next = next.getTimeZoneTransition("next")) && next.epochMilliseconds <= until; ) {
      changes.push([next.epochMilliseconds, offsetOf(next)]);
    }
    return { first: offsetOf(begin), changes };
  };
}

function offsetOf(moment: ZonedDateTimeLike): number {
  return moment.offsetNanoseconds / 1e6;
}
