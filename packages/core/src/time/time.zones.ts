import { DAY } from "./time.dates.ts";
import { timeErrors } from "./time.errors.ts";
import { zoneTable, type Transitions, type ZoneTable } from "./time.table.ts";

/** One time zone, as one source knows it. Ask a {@link ZoneSource} for it; its methods are pure. */
export interface Zone {
  /** The name it was asked for by. Links keep theirs: `Asia/Calcutta` stays what it is. */
  readonly name: string;
  /** The table to use for `instant` (milliseconds) and for ten days on either side of it. */
  table(instant: number): ZoneTable;
}

/**
 * Where zones come from. Databases and runtimes on one machine disagree, so a process uses one source for everything,
 * and a row that was planned with it stores its `version`: another version means plan again.
 */
export interface ZoneSource {
  /** The release of the tz database (`2025c`), or a fingerprint of the data where the release is not known. */
  readonly version: string;
  /** Finds a zone by its IANA name, links included. Throws `time/unknown_zone`. */
  zone(name: string): Zone;
}

/** The transitions of one zone after `from` and up to `until` (milliseconds), and the offset at `from`. */
export type ReadTransitions = (from: number, until: number) => Transitions;

// Eleven years: a zone's first use costs about a millisecond with the slowest source, and any year can be asked for.
const BLOCK = 4096 * DAY;
// What comes next on one day of the week is at most eight days away.
const MARGIN = 10 * DAY;

// Every IANA name has this form. "..", "posix/", "right/", "localtime", offsets and lower-case spellings have not.
const ZONE_NAME = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/;

/**
 * Makes a source: names are checked, zones and their tables are built at first use and kept.
 *
 * @param open finds a zone's data; `undefined` when there is none. It is only asked for names of IANA's form.
 * @param version is asked once, at first use
 */
export function zoneSource(open: (name: string) => ReadTransitions | undefined, version: (source: ZoneSource) => string): ZoneSource {
  const zones = new Map<string, Zone>();
  let known: string | undefined;
  const source: ZoneSource = {
    get version() {
      return (known ??= version(source));
    },
    zone(name) {
      const found = zones.get(name);
      if (found) return found;
      const read = ZONE_NAME.test(name) && open(name);
      if (!read) throw timeErrors.unknownZone(`There is no time zone "${name}". Give an IANA name with its case, as "Europe/Berlin".`);
      const zone = { name, table: tables(read) };
      zones.set(name, zone);
      return zone;
    },
  };
  return source;
}

function tables(read: ReadTransitions): Zone["table"] {
  const blocks = new Map<number, ZoneTable>();
  return (instant) => {
    const block = Math.floor(instant / BLOCK);
    let table = blocks.get(block);
    if (!table) {
      table = zoneTable(read(block * BLOCK - MARGIN, (block + 1) * BLOCK + MARGIN));
      blocks.set(block, table);
    }
    return table;
  };
}
