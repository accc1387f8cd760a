import { describe, expect, test } from "vitest";
import { instantToMs } from "./time.instants.ts";
import { intlZones } from "./time.intl.ts";
import { offsetAt } from "./time.local.ts";
import { temporalZones, type TemporalLike, type ZonedDateTimeLike } from "./time.temporal.ts";
import { fingerprint } from "./time.version.ts";
import { zoneSource } from "./time.zones.ts";

const HOUR = 3_600_000;
const unknown = expect.objectContaining({ code: "time/unknown_zone", status: 422 });

describe("a zone source", () => {
  test("opens a zone once, and reads a stretch of it once", () => {
    const calls: string[] = [];
    const source = zoneSource(
      (name) => {
        calls.push(name);
        return (from) => (calls.push(String(from)), { first: HOUR, changes: [] });
      },
      () => "2026a",
    );
    const zone = source.zone("Europe/Berlin");
    expect(source.zone("Europe/Berlin")).toBe(zone);
    expect(zone.table(0)).toBe(zone.table(86_400_000));
    expect(calls).toEqual(["Europe/Berlin", String(-10 * 86_400_000)]);
  });

  test("never asks for a name that is not of IANA's form", () => {
    const asked: string[] = [];
    const source = zoneSource((name) => void asked.push(name), () => "2026a");
    for (const name of ["", "..", "../etc/passwd", "Europe/../Berlin", "/etc/localtime", "Europe//Berlin", "Europe/", "posix/UTC", "localtime", "+01:00", "europe/berlin", "Europe/Berlin\n", "Europe/Berl\0in"]) {
      expect(() => source.zone(name)).toThrow(unknown);
    }
    expect(asked).toEqual([]);
  });

  test("has another fingerprint when a watched zone changes its law", () => {
    const [winter, again, summer] = [-8, -8, -7].map((vancouver) =>
      zoneSource((name) => () => ({ first: name === "America/Vancouver" ? vancouver * HOUR : 0, changes: [] }), (source) => fingerprint("x", source)),
    );
    expect(winter!.version).toMatch(/^x-[0-9a-f]{8}$/);
    expect(again!.version).toBe(winter!.version);
    expect(summer!.version).not.toBe(winter!.version);
  });
});

describe("zones from Intl", () => {
  const zones = intlZones();

  test("know links, old and new, and names of every form", () => {
    const at = "2024-07-01T00:00Z";
    for (const [link, target] of [["Asia/Calcutta", "Asia/Kolkata"], ["US/Pacific", "America/Los_Angeles"], ["NZ-CHAT", "Pacific/Chatham"], ["UTC", "Etc/UTC"], ["GB", "Europe/London"]] as const) {
      expect(zones.zone(link).name).toBe(link);
      expect(offsetAt(zones.zone(link), at)).toBe(offsetAt(zones.zone(target), at));
    }
    expect(offsetAt(zones.zone("Etc/GMT+5"), at)).toBe(-5 * HOUR);
    expect(offsetAt(zones.zone("America/Port-au-Prince"), at)).toBe(-4 * HOUR);
  });

  test.each(["Mars/Olympus", "EUROPE/BERLIN", "Europe/BERLIN", "ASIA/KOLKATA", "IST", "PST", "SystemV/PST8"])("refuse %s", (name) => {
    expect(() => zones.zone(name)).toThrow(unknown);
  });

  test("tell changes to the second, and both of a pair a week apart", () => {
    const monrovia = zones.zone("Africa/Monrovia").table(instantToMs("1972-01-07T00:00Z")).starts;
    expect([...monrovia]).toEqual(expect.arrayContaining([instantToMs("1972-01-07T00:44:30Z")]));
    const recife = zones.zone("America/Recife").table(instantToMs("2000-10-10T00:00Z")).starts;
    expect([...recife]).toEqual(expect.arrayContaining([instantToMs("2000-10-08T03:00Z"), instantToMs("2000-10-15T02:00Z")]));
  });

  test("know the seconds of local mean time and the far future", () => {
    expect(offsetAt(zones.zone("Europe/Berlin"), "1890-01-01T00:00Z")).toBe(3_208_000);
    expect(offsetAt(zones.zone("America/New_York"), "2400-07-01T00:00Z")).toBe(-4 * HOUR);
  });

  test("name the release the runtime names", () => {
    expect(zones.version).toBe(process.versions["tz"]);
  });
});

describe("zones from Temporal", () => {
  const changes = [[instantToMs("2026-03-29T01:00Z"), 2 * HOUR], [instantToMs("2026-10-25T01:00Z"), HOUR]] as const;
  /** The three members used, for one zone and one year. */
  const moment = (ms: number): ZonedDateTimeLike => ({
    epochMilliseconds: ms,
    offsetNanoseconds: (changes.filter(([at]) => at <= ms).at(-1)?.[1] ?? HOUR) * 1e6,
    timeZoneId: "Europe/Berlin",
    getTimeZoneTransition() {
      const next = changes.find(([at]) => at > ms);
      return next ? moment(next[0]) : null;
    },
  });
  const temporal: TemporalLike = {
    Instant: {
      fromEpochMilliseconds: (ms) => ({
        toZonedDateTimeISO(name) {
          if (name.toLowerCase() !== "europe/berlin") throw new RangeError(name);
          return moment(ms);
        },
      }),
    },
  };

  test("are the changes it tells", () => {
    const zone = temporalZones(temporal).zone("Europe/Berlin");
    expect(["2026-03-29T00:59Z", "2026-03-29T01:00Z", "2026-10-25T00:59Z", "2026-10-25T01:00Z"].map((at) => offsetAt(zone, at) / HOUR)).toEqual([1, 2, 2, 1]);
  });

  test.each(["Europe/Paris", "Europe/BERLIN"])("refuse %s", (name) => {
    expect(() => temporalZones(temporal).zone(name)).toThrow(unknown);
  });
});
