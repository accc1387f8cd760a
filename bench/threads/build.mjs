// What is measured is this checkout: the server is bundled anew from its source, dependencies apart, as `pnpm build` would.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

const here = fileURLToPath(new URL(".", import.meta.url));
const node = fileURLToPath(new URL("../../packages/node", import.meta.url));

/** Inside the package, so that what it imports is found. Ignored by git. */
export const BUILD = `${node}/.cache/bench`;

const SERVER = { index: "index.ts", node: "adapters/node.ts", db: "db/index.ts", postgres: "testing/postgres.ts" };

/** @param entries of the package's source, by the name to build them under */
export async function buildServer(outDir = BUILD, entries = SERVER) {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(readFileSync(`${node}/package.json`, "utf8"));
  await build({
    config: false,
    silent: true,
    clean: true,
    outDir,
    entry: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, `${node}/src/${path}`])),
    format: ["esm"],
    target: "es2022",
    tsconfig: `${node}/tsconfig.json`,
    // What the package depends on is found beside it; core and what only core depends on go into the bundle.
    external: Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).filter((name) => name !== "@meanwhile/core"),
    noExternal: [/^@meanwhile\/core/],
    esbuildOptions: (options) => void (options.conditions = ["@meanwhile/source"]),
  });
  return outDir;
}

/** The peers are nobody's dependency but this benchmark's. better-sqlite3 is compiled where there is no ready one; that takes a minute. */
export function installPeers(folder = here) {
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return;
  console.log(`Installing the peers into ${folder}node_modules …`);
  // pnpm hands its own settings down as npm's.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_/i.test(name)));
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit", env, shell: process.platform === "win32" });
  if (status !== 0) throw new Error("npm could not install the peers. better-sqlite3 needs Python, make and a C++ compiler where it has no ready binary for this Node.");
}
