import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantFromMs, instantToMs, intlZones, nextLocal, offsetAt, toInstant } from "@meanwhile/core/time";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemZones, tzifZones } from "./time.files.ts";
import { tzifFixture } from "./time.tzif.fixture.ts";

const HOUR = 3600;
const seconds = (instant: string) => instantToMs(instant) / 1000;

/** Slim files: nothing listed, all from the footer, which each country's law has matched from the year given to 2025. */
const BY_FOOTER = {
  "Europe/Berlin": [1997, HOUR, "CET-1CEST,M3.5.0,M10.5.0/3"],
  "Europe/Dublin": [1997, 0, "IST-1GMT0,M10.5.0,M3.5.0/1"],
  "America/New_York": [2008, -5 * HOUR, "EST5EDT,M3.2.0,M11.1.0"],
  "America/St_Johns": [2012, -3.5 * HOUR, "NST3:30NDT,M3.2.0,M11.1.0"],
  "America/Havana": [2014, -5 * HOUR, "CST5CDT,M3.2.0/0,M11.1.0/1"],
  "Australia/Lord_Howe": [2009, 11 * HOUR, "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"],
  "Australia/Sydney": [2009, 11 * HOUR, "AEST-10AEDT,M10.1.0,M4.1.0/3"],
  "Pacific/Chatham": [2009, 13.75 * HOUR, "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45"],
  "Antarctica/Troll": [2006, 0, "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3"],
  "Asia/Jerusalem": [2014, 2 * HOUR, "IST-2IDT,M3.4.4/26,M10.5.0"],
  "Africa/Cairo": [2024, 2 * HOUR, "EET-2EEST,M4.5.5/0,M10.5.4/24"],
  "Asia/Kathmandu": [2000, 5.75 * HOUR, "<+0545>-5:45"],
} as const satisfies Record<string, readonly [since: number, first: number, footer: string]>;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "meanwhile-zones-"));
  for (const folder of ["Europe", "America", "Australia", "Pacific", "Antarctica", "Asia", "Africa", "Etc", "Broken"]) mkdirSync(join(dir, folder));
  const write = (name: string, bytes: Uint8Array | string) => writeFileSync(join(dir, name), bytes);
  for (const [name, [, first, footer]] of Object.entries(BY_FOOTER)) write(name, tzifFixture({ first, footer, version: 3 }));
  write("Etc/UTC", tzifFixture({ first: 0, footer: "UTC0" }));
  // Listed until the European rule came to stay, as zic's slim files are: the rule goes on from there.
  write("Europe/London", tzifFixture({ first: -75, changes: LONDON.map(([at, offset]) => [seconds(at), offset]), footer: "GMT0BST,M3.5.0/1,M10.5.0" }));
  write("Africa/Tunis", tzifFixture({ first: 0, changes: [[0, HOUR], [1000, 2 * HOUR]], footer: "" }));
  write("Broken/Leap", tzifFixture({ first: 0, leapSeconds: 2, footer: "UTC0" }));
  write("Broken/Old", tzifFixture({ first: 0, version: 1 }));
  write("Broken/Short", tzifFixture({ first: 0, changes: [[0, HOUR]], footer: "CET-1" }).subarray(0, 120));
  write("Broken/Footer", tzifFixture({ first: 0, footer: "whenever" }));
  write("Broken/Text", "no zone");
  symlinkSync("Asia/Jerusalem", join(dir, "Israel"));
  symlinkSync("gone", join(dir, "Gone"));
  write("tzdata.zi", "# version 2026f\n# redo posix_only\n");
});
afterAll(() => rmSync(dir, { recursive: true }));

const LONDON = [
  ["1968-02-18T02:00Z", HOUR],
  ["1971-10-31T02:00Z", 0],
  ["1996-03-31T01:00Z", HOUR],
  ["1996-10-27T01:00Z", 0],
] as const;

describe("zones from TZif files", () => {
  test("have the offsets that Intl has", () => {
    const files = tzifZones({ dir });
    const intl = intlZones();
    const moments = fc.constantFrom(...Object.entries(BY_FOOTER)).chain(([name, [since]]) =>
      fc.record({ name: fc.constant(name), ms: fc.integer({ min: Date.UTC(since), max: Date.UTC(2025) - 1 }) }),
    );
    fc.assert(
      fc.property(moments, ({ name, ms }) => {
        const instant = instantFromMs(ms);
        expect(offsetAt(files.zone(name), instant)).toBe(offsetAt(intl.zone(name), instant));
      }),
      { numRuns: 5000 },
    );
  });

  test.each(Object.entries(BY_FOOTER))("change when Intl does: %s", (name, [since]) => {
    const [files, intl] = [tzifZones({ dir }), intlZones()].map((source) =>
      [2002, 2013, 2024].flatMap((year) => [...source.zone(name).table(Date.UTC(year)).starts]).filter((at) => at >= Date.UTC(since) && at < Date.UTC(2025)),
    );
    expect(files!.map(instantFromMs)).toEqual(intl!.map(instantFromMs));
  });

  test.each([
    ["1900-01-01T00:00Z", -75],
    ["1968-02-18T01:59:59Z", -75],
    ["1970-06-01T00:00Z", HOUR],
    ["1985-07-01T00:00Z", 0],
    ["1993-07-01T00:00Z", 0],
    ["1996-10-27T00:59:59Z", HOUR],
    ["1997-03-30T00:59:59Z", 0],
    ["1997-03-30T01:00Z", HOUR],
    ["2026-10-25T01:00Z", 0],
    ["2437-07-01T00:00Z", HOUR],
  ])("list changes first and then follow the rule: London at %s", (instant, offset) => {
    expect(offsetAt(tzifZones({ dir }).zone("Europe/London"), instant)).toBe(offset * 1000);
  });

  test("stay at the last offset where the footer is empty", () => {
    const tunis = tzifZones({ dir }).zone("Africa/Tunis");
    expect([offsetAt(tunis, "1970-01-01T00:00:01Z"), offsetAt(tunis, "2090-01-01T00:00Z")]).toEqual([3_600_000, 7_200_000]);
  });

  test("serve the same policies and walks", () => {
    const files = tzifZones({ dir });
    expect(toInstant(files.zone("Europe/Berlin"), { date: "2026-10-25", time: "02:30" })).toBe("2026-10-25T00:30:00.000Z");
    expect(nextLocal(files.zone("Africa/Cairo"), "2024-04-25T12:00Z", { days: [5], at: "00:30" })).toEqual({
      instant: "2024-04-25T22:30:00.000Z",
      localDate: "2024-04-26",
    });
  });

  test("follow links and keep the link's name", () => {
    const link = tzifZones({ dir }).zone("Israel");
    expect([link.name, offsetAt(link, "2024-07-01T00:00Z")]).toEqual(["Israel", 10_800_000]);
  });

  test.each(["Europe/Paris", "europe/berlin", "Europe/BERLIN", "EUROPE/Berlin", "Europe", "Europe/Berlin/West", "Gone", "Broken/Text", "tzdata.zi", "../etc/passwd", "Etc/../Etc/UTC", "/Etc/UTC", "Etc/UTC\0"])(
    "refuse %j",
    (name) => expect(() => tzifZones({ dir }).zone(name)).toThrow(expect.objectContaining({ code: "time/unknown_zone" })),
  );

  test.each(["Broken/Leap", "Broken/Old", "Broken/Short", "Broken/Footer"])("say that %s is unreadable", (name) => {
    expect(() => tzifZones({ dir }).zone(name)).toThrow(expect.objectContaining({ code: "time/unreadable_zone", status: 500 }));
  });
});

describe("the version", () => {
  test("is the folder's own release, +VERSION before tzdata.zi", () => {
    expect(tzifZones({ dir }).version).toBe("2026f");
    writeFileSync(join(dir, "+VERSION"), "2026g\n");
    expect(tzifZones({ dir }).version).toBe("2026g");
    rmSync(join(dir, "+VERSION"));
  });

  test("is a fingerprint where the folder names none, and moves with the data", () => {
    const bare = mkdtempSync(join(tmpdir(), "meanwhile-zones-"));
    mkdirSync(join(bare, "Europe"));
    const versions = ["CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0,M10.5.0/3", "CET-1"].map((footer) => {
      writeFileSync(join(bare, "Europe/Berlin"), tzifFixture({ first: HOUR, footer }));
      return tzifZones({ dir: bare }).version;
    });
    rmSync(bare, { recursive: true });
    expect(versions[0]).toMatch(/^tzif-[0-9a-f]{8}$/);
    expect(versions[1]).toBe(versions[0]);
    expect(versions[2]).not.toBe(versions[0]);
  });
});

describe("system zones", () => {
  test("are the folder's where it holds zones", () => {
    expect(systemZones({ dir }).version).toBe("2026f");
  });

  test.each(["nowhere", "Europe"])("are Intl's where %s is the folder", (folder) => {
    const zones = systemZones({ dir: join(dir, folder) });
    expect(zones.version).toBe(intlZones().version);
    expect(offsetAt(zones.zone("Europe/Paris"), "2024-07-01T00:00Z")).toBe(7_200_000);
  });
});
