import { fingerprint, intlZones, timeErrors, zoneSource, type ReadTransitions, type ZoneSource } from "@meanwhile/core/time";
import { isTzif, readTzif } from "./time.tzif.ts";

export interface TzifZonesOptions {
  /** A compiled tz database: a folder of TZif files. */
  dir?: string;
}

/**
 * Zones from the operating system's tz database, which its updates keep current without a new Node. A file is read at its zone's
 * first use and kept until the process ends, so a running process stays with one release.
 *
 * The version is the release the folder names in `+VERSION` or `tzdata.zi`, else a fingerprint of its data.
 * Throws `time/unreadable_zone` where there is no file system, and for a file that is damaged or counts leap seconds.
 */
export function tzifZones({ dir = "/usr/share/zoneinfo" }: TzifZonesOptions = {}): ZoneSource {
  const fs = fileSystem();
  if (!fs) throw timeErrors.unreadableZone("This runtime has no file system to read time zones from. Use intlZones() instead.");
  return zoneSource(
    (name) => openFile(fs, dir, name),
    (source) => release(fs, dir) ?? fingerprint("tzif", source),
  );
}

/** {@link tzifZones} where its folder holds zones, else `intlZones()`: minimal containers, Windows, browsers. */
export function systemZones(options: TzifZonesOptions = {}): ZoneSource {
  if (!fileSystem()) return intlZones();
  const files = tzifZones(options);
  try {
    files.zone("Etc/UTC");
    return files;
  } catch {
    return intlZones();
  }
}

type FileSystem = typeof import("node:fs");

/** Not an import: the server also runs in a browser, where there is no such module to resolve. */
function fileSystem(): FileSystem | undefined {
  return globalThis.process?.getBuiltinModule?.("node:fs");
}

function openFile(fs: FileSystem, dir: string, name: string): ReadTransitions | undefined {
  if (!hasItsCase(fs, dir, name)) return undefined;
  const path = `${dir}/${name}`;
  if (!fs.statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    const bytes = fs.readFileSync(path);
    return isTzif(bytes) ? readTzif(bytes) : undefined;
  } catch (cause) {
    throw timeErrors.unreadableZone(`The time zone file for "${name}" cannot be used. Install the system's tzdata again.`, { cause });
  }
}

/** Each part of the name stands in its folder as it is spelt; some file systems would open it in any case. */
function hasItsCase(fs: FileSystem, dir: string, name: string): boolean {
  let folder = dir;
  for (const part of name.split("/")) {
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() || !fs.readdirSync(folder).includes(part)) return false;
    folder += `/${part}`;
  }
  return true;
}

function release(fs: FileSystem, dir: string): string | undefined {
  const versions: Array<[file: string, pattern: RegExp]> = [
    ["+VERSION", /^(\d{4}[a-z]+)\s*$/],
    ["tzdata.zi", /^# version (\S+)/],
  ];
  for (const [file, pattern] of versions) {
    const path = `${dir}/${file}`;
    const found = fs.existsSync(path) ? pattern.exec(fs.readFileSync(path, "utf8")) : null;
    if (found) return found[1];
  }
  return undefined;
}
