// What an application's bundle grows by (.size-limit.mjs): minified and gzipped, React and TanStack Query not counted.
import { spawnSync } from "node:child_process";
import budgets from "../.size-limit.mjs";
import { fail, root } from "./sources.mjs";

const { stdout, stderr, error } = spawnSync("size-limit", ["--json"], { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
if (error) throw error;
const from = stdout.indexOf("[");
if (from < 0) fail(stdout, stderr, "size-limit measured nothing.");
const measured = JSON.parse(stdout.slice(from));

const problems = [];
const kB = (bytes) => `${(bytes / 1000).toFixed(2)} kB`;
for (const { name, limit } of budgets) {
  const { size, passed } = measured.find((entry) => entry.name === name) ?? {};
  // An export that is not there, or everything left out, would be the smallest of all.
  if (!(size > 300)) problems.push(`${name}: ${size} bytes: nothing was measured`);
  else if (!passed) problems.push(`${name}: ${kB(size)}, and at most ${limit} was promised`);
  console.log(`${passed ? "ok " : "BIG"} ${kB(size ?? 0).padStart(9)} of ${limit.padStart(6)}  ${name}`);
}
if (budgets.length === 0) problems.push(".size-limit.mjs promises nothing");
if (problems.length > 0) fail(...problems);
