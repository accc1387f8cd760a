// What pairing costs: see README.md.
//   pnpm bench:pairing [--small] [--keep-result]
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
/** Rounds one after another, each with all before it as history. */
const YEARS = ["minimum", "churn"];
const TASKS = [
  ...["uniform", "organisation"].flatMap((weights) => [50, 200, 500].map((n) => ({ kind: "exact", weights, n, peer: true }))),
  ...["uniform", "organisation"].flatMap((weights) => [1000, 2000].map((n) => ({ kind: "exact", weights, n }))),
  ...[1000, 10_000, 100_000, 1_000_000].flatMap((n) => [{ kind: "shuffled", n }, ...[32, 64, 128].map((block) => ({ kind: "blocks", n, block }))]),
  ...[24, 500, 10_000, 100_000].map((n) => ({ kind: "groups", n })),
  ...[1000, 10_000, 100_000, 1_000_000].map((n) => ({ kind: "round", n })),
  { kind: "overlap" },
  ...[10, 20, 50, 200, 500].map((n) => ({ kind: "minimum", n })),
  ...[1000, 10_000].map((n) => ({ kind: "churn", n, rounds: 26 })),
].filter(({ n }) => !options.small || !(n > 10_000));

installPeers(HERE);
const folder = await mkdtemp(join(tmpdir(), "meanwhile-bench-pairing-"));
const results = [];
try {
  const entry = Object.fromEntries(["random", "matching", "blocks", "groups", "overlap"].map((name) => [name, `${SOURCE}pairing/${name}.ts`]));
  Object.assign(entry, { plan: `${SOURCE}pairing/pairing.entry.ts`, time: `${SOURCE}time/index.ts` });
  await build({ config: false, silent: true, entry, outDir: folder, format: ["esm"], target: "es2022", outExtension: () => ({ js: ".js" }) });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const task of TASKS) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(HERE, YEARS.includes(task.kind) ? "years.mjs" : "measure.mjs"), folder, JSON.stringify(task)]);
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
  bar("500 people, organisation, exact: times the peer's CPU", { kind: "exact", n: 500, weights: "organisation" }, "ratio", 100, true),
  bar("500 people, uniform, exact: times the peer's CPU", { kind: "exact", n: 500, weights: "uniform" }, "ratio", 100, true),
  bar("100,000 people in blocks of 64: CPU ms", { kind: "blocks", n: 100_000, block: 64 }, "cpuMs", 2000),
  bar("100,000 people in blocks of 64: quality, %", { kind: "blocks", n: 100_000, block: 64 }, "quality", 99, true),
  bar("1,000,000 people in blocks of 32: CPU ms", { kind: "blocks", n: 1_000_000, block: 32 }, "cpuMs", 10_000),
  bar("1,000,000 people in blocks of 32: memory of the process, MB", { kind: "blocks", n: 1_000_000, block: 32 }, "maxRssMb", 400),
  bar("a round of 100,000 people, planned: CPU ms", { kind: "round", n: 100_000 }, "cpuMs", 2000),
  bar("a round of 1,000,000 people, planned: CPU ms", { kind: "round", n: 1_000_000 }, "cpuMs", 10_000),
  bar("a round of 1,000,000 people, planned: memory of the process, MB", { kind: "round", n: 1_000_000 }, "maxRssMb", 400),
  ...[10, 20, 50, 200, 500].flatMap((n) => [26, 52, 104].map((rounds) => bar(`${n} people: repeats after ${rounds} rounds that there need not be`, { kind: "minimum", n }, `avoidableAfter${rounds}`, 0))),
  ...[1000, 10_000].flatMap((n) => ["repeats", "breaches", "unplaced"].map((figure) => bar(`${n} people, one in twenty replaced each round, 26 rounds: ${figure}`, { kind: "churn", n }, figure, 0))),
  bar("common minutes of a pair: µs", { kind: "overlap" }, "microsecondsPerPair", 0.2),
].filter(({ value }) => value !== undefined);
for (const { holds, target, value, bound } of bars) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value} (bar ${bound})`);
if (!options["keep-result"]) {
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` };
  await writeFile(join(HERE, "result.json"), `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, bars, results }, undefined, 1)}\n`);
}

function rounded(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(name === "quality" ? 4 : 3)) : value]));
}
