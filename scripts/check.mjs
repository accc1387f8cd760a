// Everything that must hold beside the tests, one check after another; a check that fails does not hide the next.
//   pnpm check:run            all of them
//   pnpm check:run lint api   these
import { spawnSync } from "node:child_process";
import { fail, root } from "./sources.mjs";

const checks = {
  types: "check-types.mjs",
  lint: "check-lint.mjs",
  rules: "check-rules.mjs",
  unused: "check-unused.mjs",
  worker: "check-worker.mjs",
  packages: "check-packages.mjs",
  size: "check-size.mjs",
  api: "check-api.mjs",
  slice: "check-new-slice.mjs",
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) fail(`No check is called ${unknown.join(", ")}. There are: ${Object.keys(checks).join(", ")}.`);

const results = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(checks)) {
  console.log(`\n▸ ${name}`);
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [`scripts/${checks[name]}`], { cwd: root, stdio: "inherit" });
  results.push({ name, ok: status === 0, seconds: (performance.now() - start) / 1000 });
}

console.log("");
for (const { name, ok, seconds } of results) console.log(`${ok ? "✓" : "✗"} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`);
const failed = results.filter(({ ok }) => !ok);
console.log(`checks: ${results.length - failed.length} of ${results.length} hold`);
if (failed.length > 0) process.exit(1);
