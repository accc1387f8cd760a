import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/meanwhile/", import.meta.url));

/** The path of an empty PGlite database as a tar file: initdb takes seconds, so it is done once per version and kept. */
export async function emptyDatabaseFile(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const { version } = JSON.parse(await readFile(join(dirname(entry), "../package.json"), "utf8")) as { version: string };
  const path = join(CACHE, `pglite-${version}.tar`);
  const there = await readFile(path).catch(() => undefined);
  if (there) return path;
  const instance = await PGlite.create();
  const dump = await instance.dumpDataDir("none");
  await instance.close();
  await mkdir(CACHE, { recursive: true });
  // Renamed into place, so that a run beside this one never reads half a file.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
  await rename(draft, path);
  return path;
}
