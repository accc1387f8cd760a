// Packs every package as it is published and looks at the tarball: exports and types as Node and bundlers find them, and what is in it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, root } from "./sources.mjs";

const names = ["core", "node", "react"];
const shell = process.platform === "win32";
const run = (command, ...args) => spawnSync(command, args, { cwd: root, encoding: "utf8", shell, maxBuffer: 1 << 28 });
const read = (command, ...args) => {
  const { status, stdout, stderr } = run(command, ...args);
  return status === 0 ? stdout : fail(`${command} ${args.join(" ")}:`, stdout, stderr);
};

const folder = mkdtempSync(join(tmpdir(), "meanwhile-pack-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const name of names) read("pnpm", "--dir", `packages/${name}`, "pack", "--pack-destination", folder);
const tarballs = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
if (tarballs.length !== names.length) fail(`Packed ${tarballs.length} of ${names.length} packages.`);

const problems = [];
for (const tarball of tarballs) {
  const path = join(folder, tarball);
  const says = (text) => problems.push(`${tarball}: ${text}`);
  const lint = run("publint", "run", path, "--strict");
  if (lint.status !== 0 || !lint.stdout.includes("All good!")) says(`publint says:\n${lint.stdout}${lint.stderr}`);
  const types = run("attw", path, "--profile", "esm-only", "--exclude-entrypoints", "styles.css", "--format", "ascii");
  if (types.status !== 0 || !types.stdout.includes(`"@meanwhile/`)) says(`attw says:\n${types.stdout}${types.stderr}`);

  const files = read("tar", "-tzf", path).split("\n").filter(Boolean);
  if (files.length < 8) says(`only ${files.length} files`);
  for (const wanted of ["package/LICENSE", "package/README.md"]) if (!files.includes(wanted)) says(`${wanted} is missing`);
  for (const file of files) if (/\/src\/|[.](test|stories)[.]|[.]tsbuildinfo$/.test(file)) says(`${file} is nobody's business`);
  const manifest = read("tar", "-xzOf", path, "package/package.json");
  for (const word of ["@meanwhile/source", "workspace:", "catalog:"]) if (manifest.includes(word)) says(`package.json still says ${word}`);
  const { bin = {} } = JSON.parse(manifest);
  for (const target of Object.values(bin)) {
    if (!read("tar", "-xzOf", path, `package/${target.replace(/^[.]\//, "")}`).startsWith("#!/usr/bin/env node\n")) says(`${target} does not start as a program`);
  }
}
// tsup's `treeshake` and other bundlers drop this line silently.
if (!readFileSync(`${root}/packages/react/dist/index.js`, "utf8").startsWith('"use client";')) problems.push('packages/react/dist/index.js lost its "use client"');
if (problems.length > 0) fail(...problems);
console.log(`${tarballs.join(", ")} are fit to publish.`);
