import { DAY } from "./time.dates.ts";
import { fingerprint, runtimeTzVersion } from "./time.version.ts";
import { zoneSource, type ReadTransitions, type ZoneSource } from "./time.zones.ts";

// The closest two changes since 1970 are 6 days 23 hours apart (Brazil in 2000, Gaza in 2040); a step must not hold both.
const STEP = 6 * DAY;

/**
 * Zones from `Intl`, which every runtime has. Its interface tells offsets, not changes: they are found by sampling and bisection,
 * about a millisecond for eleven years of a zone, at first use.
 *
 * Some engines don't tell a link's own spelling, so `Asia/KOlkata` may pass here and be refused by other sources.
 */
export function intlZones(): ZoneSource {
  return zoneSource(openIntl, (source) => runtimeTzVersion() ?? fingerprint("intl", source));
}

// ICU also knows abbreviations that mean several zones (IST, PST) and names that IANA never had.
const ONLY_ICU = /^SystemV\/|^(?![CEMW]ET|[EHM]ST|GMT|PRC|RO[CK]|UCT|UTC)[A-Z]{3}$/;

function openIntl(name: string): ReadTransitions | undefined {
  if (ONLY_ICU.test(name)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: name, year: "numeric", timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
  return hasItsCase(name, format.resolvedOptions().timeZone) ? sample((instant) => parseOffset(format.format(instant))) : undefined;
}

/** Intl takes any case. A name answered by another one is a link; of those only NZ-CHAT has four capitals in a row. */
function hasItsCase(name: string, resolved: string): boolean {
  if (name.toLowerCase() === resolved.toLowerCase()) return name === resolved;
  return name === "NZ-CHAT" || !/[A-Z]{4}/.test(name);
}

function sample(offsetAt: (instant: number) => number): ReadTransitions {
  return (from, until) => {
    const changes: Array<[number, number]> = [];
    const first = offsetAt(from);
    let offset = first;
    for (let low = from, high: number; low < until; low = high) {
      high = Math.min(low + STEP, until);
      if (offsetAt(high) === offset) continue;
      // By halves, to the first whole second with another offset.
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000;
        if (offsetAt(middle) === offset) low = middle;
        else high = middle;
      }
      offset = offsetAt(high);
      changes.push([high, offset]);
    }
    return { first, changes };
  };
}

/** "2026, GMT-03:30" or "1890, GMT+00:53:28", at zero "2026, GMT" or "2026, GMT+00:00", in milliseconds. */
function parseOffset(text: string): number {
  const [, sign, time] = /GMT([+-])(.+)$/.exec(text) ?? [];
  return time ? Number(`${sign}1`) * Date.parse(`1970-01-01T${time}Z`) : 0;
}
