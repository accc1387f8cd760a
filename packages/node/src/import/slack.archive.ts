import { buffer } from "node:stream/consumers";
import { errorKind } from "@meanwhile/core";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** An export of Slack's, opened: what is in it, and its JSON piece by piece. */
export interface SlackArchive {
  /** A list at the top, `users.json`: its entries; `null` where there is none. */
  list(name: string): Promise<unknown[] | null>;
  /** Folders that hold days. */
  folders: ReadonlySet<string>;
  /** A folder's days in order, by name: `2024-03-04`. */
  days(folder: string): readonly Day[];
  /** How many days there are. */
  dayCount: number;
  /** Contents of files that lie in the archive beside the messages. */
  otherFiles: number;
  /** Parts that were passed over, and why. */
  notes: { place: string; note: string }[];
  close(): void;
}

export interface Day {
  name: string;
  /** @throws Error whose message says what is wrong with it */
  read(): Promise<unknown[]>;
}

const badArchive = errorKind("import/bad_archive", 422);

const MAX_DAY_BYTES = 64_000_000;
const MAX_LIST_BYTES = 256_000_000;
const MAX_ENTRIES = 2_000_000;
const DAY = /^(\d{4}-\d\d-\d\d)\.json$/;
const LISTS = ["users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json"];

/**
 * Opens an export. Only its table of contents is kept, a few hundred bytes a part: days are read one at a time, and nothing is written to disk, so
 * that no name in it can lead anywhere. A part that says it is larger than a day can be is passed over, one that is larger than it says fails,
 * and parts that share bytes are refused: no archive unpacks to more than a thousand times its own size.
 *
 * @throws MeanwhileError `import/bad_archive`
 */
export async function openSlackArchive(file: string): Promise<SlackArchive> {
  const zip = await openZip(file);
  try {
    return describe(zip, await contents(zip));
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { autoClose: false, decodeStrings: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) throw error;
    throw badArchive(`This is no zip archive: ${(error as Error).message}. Give the file as Slack made it.`, { cause: error });
  }
}

async function contents(zip: ZipFile): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  let packed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      packed += entry.compressedSize;
      if (found.size >= MAX_ENTRIES) throw badArchive(`The archive has more than ${MAX_ENTRIES} parts.`);
      if (packed > zip.fileSize) throw badArchive("The parts of this archive share bytes, as only a trap does.");
      const name = new TextDecoder().decode(entry.fileName as unknown as Buffer).replaceAll("\\", "/");
      if (!name.endsWith("/")) found.set(name, slim(entry));
    }
  } catch (error) {
    if (!(error instanceof Error) || "code" in error) throw error;
    throw badArchive(`The archive is damaged: ${error.message}. Load it from Slack again.`, { cause: error });
  }
  return found;
}

/** As much of an entry as reading it needs; its name and extra fields would weigh as much again. */
function slim({ compressedSize, uncompressedSize, compressionMethod, generalPurposeBitFlag, relativeOffsetOfLocalHeader, isEncrypted, canDecodeFileData }: Entry): Entry {
  return { compressedSize, uncompressedSize, compressionMethod, generalPurposeBitFlag, relativeOffsetOfLocalHeader, isEncrypted, canDecodeFileData } as Entry;
}

/** Of the table of contents no more is kept than leads to a day or a list: a large export has a hundred thousand days. */
function describe(zip: ZipFile, entries: ReadonlyMap<string, Entry>): SlackArchive {
  const notes: SlackArchive["notes"] = [];
  const root = rootOf(entries.keys());
  const folders = new Map<string, { name: string; entry: Entry }[]>();
  const lists = new Map(LISTS.map((name) => [name, entries.get(root + name)]));
  let otherFiles = 0;
  let dayCount = 0;
  for (const [name, entry] of entries) {
    if (!name.startsWith(root)) continue;
    const parts = name.slice(root.length).split("/");
    if (parts.includes("..") || name.startsWith("/")) {
      notes.push({ place: name, note: "Its name leads out of the archive." });
      continue;
    }
    const day = DAY.exec(parts.at(-1)!)?.[1];
    if (parts.length === 2 && day !== undefined) {
      dayCount++;
      const days = folders.get(parts[0]!) ?? [];
      if (days.length === 0) folders.set(parts[0]!, days);
      days.push({ name: day, entry });
    } else if (parts.length > 1 && !/\.json$/i.test(name) && !/(?:^|\/)(?:__MACOSX|\.)/.test(name)) otherFiles++;
  }
  for (const days of folders.values()) days.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    async list(name) {
      const entry = lists.get(name);
      if (!entry) return null;
      try {
        return await readJson(zip, entry, MAX_LIST_BYTES);
      } catch (error) {
        throw badArchive(`${name} cannot be read: ${(error as Error).message} Nothing was imported.`, { cause: error });
      }
    },
    folders: new Set(folders.keys()),
    days: (folder) => (folders.get(folder) ?? []).map(({ name, entry }) => ({ name, read: () => readJson(zip, entry, MAX_DAY_BYTES) })),
    dayCount,
    otherFiles,
    notes,
    close: () => zip.close(),
  };
}

/** Somebody who unpacked the export and packed it again may have put a folder around it. */
function rootOf(names: Iterable<string>): string {
  let root: string | undefined;
  for (const name of names) {
    const at = name.lastIndexOf("/") + 1;
    if (!LISTS.includes(name.slice(at)) || name.startsWith("__MACOSX/")) continue;
    if (root === undefined || at < root.length) root = name.slice(0, at);
  }
  if (root === undefined) throw badArchive("This is no export of Slack's: it has neither users.json nor channels.json.");
  return root;
}

async function readJson(zip: ZipFile, entry: Entry, limit: number): Promise<unknown[]> {
  if (entry.uncompressedSize > limit) throw new Error(`It has ${entry.uncompressedSize} bytes; at most ${limit} are read.`);
  if (!entry.canDecodeFileData()) throw new Error(entry.isEncrypted() ? "It is encrypted." : "It is packed in a way nobody uses.");
  const bytes = await buffer(await zip.openReadStreamPromise(entry));
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new Error(`It is no JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (!Array.isArray(value)) throw new Error("It holds no list.");
  return value as unknown[];
}
