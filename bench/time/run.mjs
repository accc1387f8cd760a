// What it costs to tell when something is due: see README.md.
//   pnpm bench:time [--small] [--keep-result]
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { build } from "tsup";
import { installPeers } from "../threads/build.mjs";

const { values: options } = parseArgs({ options: { small: { type: "boolean", default: false }, "keep-result": { type: "boolean", default: false } } });
const HERE = fileURLToPath(new URL(".", import.meta.url));
const SOURCE = fileURLToPath(new URL("../../packages/core/src/", import.meta.url));
const few = options.small ? 10 : 1;
const TASKS = [
  { kind: "kernel", n: 1_000_000 },
  { kind: "scalar", n: 100_000 / few },
  { kind: "peer", name: "temporal", n: 20_000 / few },
  { kind: "peer", name: "luxon", n: 20_000 / few },
  { kind: "peer", name: "rrule", n: 2000 / few },
  { kind: "changes" },
];

installPeers(HERE);
const folder = await mkdtemp(join(tmpdir(), "meanwhile-bench-time-"));
const results = [];
try {
  const entry = { digest: `${SOURCE}digest/digest.entry.ts`, time: `${SOURCE}time/index.ts` };
  await build({ config: false, silent: true, entry, outDir: folder, format: ["esm"], target: "es2022", outExtension: () => ({ js: ".js" }) });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const task of TASKS) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(HERE, "measure.mjs"), folder, JSON.stringify(task)], { env: { ...process.env, TZ: "UTC" } });
    results.push(rounded(JSON.parse(stdout)));
    console.log(JSON.stringify(results.at(-1)));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const find = (wanted) => results.find((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
const bar = (target, wanted, figure, bound, atLeast = false) => {
  const value = find(wanted)?.[figure];
  return { target, value, bound, holds: atLeast ? value >= bound : value <= bound };
};
const bars = [
  bar("many at once: times temporal-polyfill's CPU", { name: "temporal" }, "ratio", 500, true),
  bar("many at once: times rrule's CPU", { name: "rrule" }, "ratio", 1000, true),
  bar("many at once: differences from temporal-polyfill", { name: "temporal" }, "differences", 0),
  bar("many at once: differences from one by one", { kind: "scalar" }, "differences", 0),
  bar("every zone and change 2024–2027, eight times: differences from temporal-polyfill and one by one", { kind: "changes" }, "differences", 0),
];
for (const { holds, target, value, bound } of bars) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value} (bar ${bound})`);
if (!options["keep-result"]) {
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, tz: process.versions.tz, platform: `${process.platform} ${process.arch}` };
  await writeFile(join(HERE, "result.json"), `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, bars, results }, undefined, 1)}\n`);
}

function rounded(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value]));
}
