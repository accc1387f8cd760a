#!/usr/bin/env node
// Installs each example as a stranger would, with npm and from packed tarballs, and runs its check.
//   node scripts/check-examples.mjs            all of them
//   node scripts/check-examples.mjs express    one
// Needs built packages (pnpm run build) and the npm registry.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const examples = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(join(root, "examples"));
/** Made by running or installing an example, so not part of it. */
const leftovers = new Set(["node_modules", ".next", ".meanwhile", "next-env.d.ts", "package-lock.json"]);

/** pnpm hands its own settings to children as npm_*; npm would read them as its own. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
const quietly = (command, args, cwd, stdout = "ignore") => execFileSync(command, args, { cwd, env, stdio: ["ignore", stdout, "inherit"], shell: process.platform === "win32" });
const run = (command, args, cwd) => quietly(command, args, cwd, "inherit");

const temporary = mkdtempSync(join(tmpdir(), "meanwhile-examples-"));
try {
  const tarballs = {};
  for (const example of examples) {
    console.log(`\n${example}`);
    const folder = join(temporary, example);
    cpSync(join(root, "examples", example), folder, { recursive: true, filter: (source) => !leftovers.has(basename(source)) });
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const name of Object.keys(manifest.dependencies).filter((dependency) => dependency.startsWith("@meanwhile/"))) {
      manifest.dependencies[name] = `file:${(tarballs[name] ??= pack(name))}`;
    }
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
    run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], folder);
    run("npm", ["run", "check", "--silent"], folder);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** The path of a package's tarball, as it would be published. */
function pack(name) {
  const folder = join(root, "packages", name.replace("@meanwhile/", ""));
  if (!existsSync(join(folder, "dist/index.js"))) throw new Error(`${name} is not built. Run "pnpm run build" first.`);
  const into = join(temporary, "tarballs", name);
  quietly("pnpm", ["pack", "--pack-destination", into], folder);
  return join(into, readdirSync(into)[0]);
}
