// Puts an empty embedded database beside the built files. initdb takes seconds of computing; unpacking this takes half of one.
// It holds no schema of ours, so it stays valid until PGlite itself changes.
import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
const { version } = JSON.parse(await readFile(join(dirname(entry), "../package.json"), "utf8"));
const cached = path(`../node_modules/.cache/meanwhile/pglite-${version}.tgz`);
const target = path("../dist/snapshot.tgz");

await mkdir(dirname(cached), { recursive: true });
await mkdir(dirname(target), { recursive: true });
await copyFile(cached, target).catch(async () => {
  const instance = await PGlite.create();
  const dump = await instance.dumpDataDir("gzip");
  await instance.close();
  const draft = `${cached}.${process.pid}`;
  await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
  await rename(draft, cached);
  await copyFile(cached, target);
});
