import { mkdir, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { lockFolder, type FolderLock } from "./db.pglite.lock.ts";
import { startPglite } from "./db.pglite.start.ts";
import { dbErrors } from "./errors.ts";

interface OpenFolder {
  instance: Promise<PGlite>;
  users: number;
  closing?: Promise<void>;
}

/**
 * One instance per folder and process. It hangs on `globalThis` because a development server that reloads our module on every change
 * would otherwise open the folder again and again.
 */
const folders = ((globalThis as Record<symbol, unknown>)[Symbol.for("meanwhile.pglite.folders")] ??= new Map()) as Map<string, OpenFolder>;

/**
 * Opens the database in a folder, or hands out the one this process has open already. It closes with the last `release`.
 *
 * @throws `db/locked`, `db/bad_database`
 */
export async function openFolder(dataDir: string): Promise<{ instance: PGlite; release: () => Promise<void> }> {
  const path = await makeFolder(dataDir);
  const folder = await claim(path);
  folder.users += 1;
  const release = async (): Promise<void> => {
    folder.users -= 1;
    if (folder.users > 0) return;
    folder.closing = folder.instance.then((instance) => instance.close()).finally(() => folders.delete(path));
    await folder.closing;
  };
  const instance = await folder.instance;
  return { instance, release: once(release) };
}

async function claim(path: string): Promise<OpenFolder> {
  const open = folders.get(path);
  if (open && !open.closing) return open;
  if (open) {
    await open.closing?.catch(() => undefined);
    return claim(path);
  }
  const folder: OpenFolder = { instance: start(path), users: 0 };
  folders.set(path, folder);
  folder.instance.catch(() => folders.delete(path));
  return folder;
}

async function start(path: string): Promise<PGlite> {
  const lock = await lockFolder(path);
  try {
    const instance = await startGuarded(path);
    return withLock(instance, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The mark says that the database is being made; where it still stands, making it was cut short, and nobody can have data in it yet. */
async function startGuarded(path: string): Promise<PGlite> {
  const mark = `${path}.new`;
  const beside = await readdir(dirname(path));
  if (beside.includes(mark.slice(dirname(path).length + 1))) await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  const content = await readdir(path);
  if (content.length > 0 && !content.includes("PG_VERSION")) {
    throw dbErrors.badDatabase(`The folder ${path} holds other things than a database. Give the embedded database a folder of its own.`);
  }
  const isNew = content.length === 0;
  if (isNew) await writeFile(mark, "");
  const instance = await startPglite(path, isNew).catch((cause: unknown) => {
    throw dbErrors.badDatabase(`The database in ${path} does not start: ${cause instanceof Error ? cause.message : String(cause)}. If a newer PGlite made it, install that one again.`, { cause });
  });
  await rm(mark, { force: true });
  return instance;
}

/** The lock goes after the last byte is written. */
function withLock(instance: PGlite, lock: FolderLock): PGlite {
  const close = instance.close.bind(instance);
  instance.close = () => close().finally(() => lock.release());
  return instance;
}

/** A folder we make ourselves is kept out of version control. */
async function makeFolder(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  const parent = dirname(path);
  try {
    const made = await mkdir(parent, { recursive: true });
    if (made) await writeFile(join(parent, ".gitignore"), "*\n");
    await mkdir(path, { recursive: true });
    return await realpath(path);
  } catch (cause) {
    throw dbErrors.badDatabase(`The folder ${path} cannot be made or written: ${(cause as Error).message}.`, { cause });
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= run());
}
