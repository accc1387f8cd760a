// Imports a generated export of Slack's, on PostgreSQL and on the embedded database, twice: see README.md.
//   pnpm bench:import [--runs postgres:200000,postgres:50000,pglite:50000] [--keep-result]
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, statSync, writeSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildServer } from "../threads/build.mjs";
import { postgresCpuMs } from "../threads/cpu.mjs";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "postgres:50000,postgres:200000,pglite:50000,pglite:200000" },
    "keep-result": { type: "boolean", default: false },
  },
});
const runs = options.runs.split(",").map((run) => ({ engine: run.split(":")[0], size: Number(run.split(":")[1]) }));
const engines = [...new Set(runs.map(({ engine }) => engine))];

/** Apart from what bench:threads builds. */
const BUILD = fileURLToPath(new URL("../../packages/node/.cache/bench-import", import.meta.url));
await buildServer(BUILD, { import: "import/index.ts", made: "import/slack.fixture.ts", zip: "import/zip.fixture.ts", random: "import/import.fixture.ts", db: "db/index.ts", postgres: "testing/postgres.ts" });
const load = (name) => import(pathToFileURL(join(BUILD, `${name}.js`)).href);
const { startPostgres } = await load("postgres");
const { openDb } = await load("db");
const folder = await mkdtemp(join(tmpdir(), "meanwhile-bench-"));
// As it comes, fsync and all: what a product's own server would do.
const postgres = engines.includes("postgres") ? await startPostgres({}) : undefined;
const results = [];
try {
  for (const { engine, size } of runs) {
    const file = join(folder, `${size}.zip`);
    if (!existsSync(file)) {
      await makeExport(file, size);
      console.log(`${size} messages, ${Math.round(statSync(file).size / 1e6)} MB packed`);
    }
    const database = engine === "postgres" ? await databaseUrl(size) : join(folder, `data-${size}`);
    for (const run of ["first", "again"]) {
      const before = loadNow();
      const result = { size, engine, run, ...(await measure(engine, file, database)), load: [before, loadNow()] };
      results.push(result);
      const { wallS, cpuS, databaseCpuS, maxRssMb, added, known, load: loads } = result;
      console.log(`  ${engine} ${size} ${run}: ${wallS} s, CPU ${cpuS} s${databaseCpuS === null ? "" : ` and ${databaseCpuS} s of the database`}, at most ${maxRssMb} MB; ${added} added, ${known} known; load ${loads.join(" to ")}`);
    }
    await keep();
  }
} finally {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
}

const targets = judge();
for (const { holds, target, value } of targets) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value}`);
if (targets.some(({ holds }) => !holds)) process.exitCode = 1;

/** After each import and its second run, so that what was measured is not lost with what was not. */
async function keep() {
  if (options["keep-result"]) return;
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` };
  await writeFile(new URL("result.json", import.meta.url), `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, targets: judge(), results }, undefined, 1)}\n`);
}

function judge() {
  return engines.flatMap((engine) => {
    const firsts = results.filter((one) => one.engine === engine && one.run === "first").sort((a, b) => b.size - a.size);
    const [first, small] = [firsts[0], firsts.at(-1)];
    const again = results.find((one) => one.engine === engine && one.size === first?.size && one.run === "again");
    if (!again) return [];
    return [
      { target: `${engine}: ${first.size} messages in ${(first.size / 200_000) * 300} s`, value: `${first.wallS} s, CPU ${Math.round(first.cpuS + (first.databaseCpuS ?? 0))} s, load ${first.load.join(" to ")}`, holds: first.wallS <= (first.size / 200_000) * 300 },
      ...(first === small ? [] : [{ target: `${engine}: memory at ${first.size} as at ${small.size}, within a fifth`, value: `${first.maxRssMb} MB, ${small.maxRssMb} MB`, holds: first.maxRssMb <= small.maxRssMb * 1.2 }]),
      { target: `${engine}: nothing doubled the second time`, value: `${again.added} added, ${again.comments} comments`, holds: again.added === 0 && again.comments === first.comments && again.known === first.added },
    ];
  });
}

function loadNow() {
  return Math.round(loadavg()[0] * 10) / 10;
}

async function makeExport(file, messages) {
  const { madeExport } = await load("made");
  const { zipWriter } = await load("zip");
  const { seeded } = await load("random");
  const handle = openSync(file, "w");
  const writer = zipWriter((bytes) => void writeSync(handle, bytes));
  // As many people and channels, for four times as many days.
  const days = Math.round(messages / 400);
  for (const part of madeExport({ messages, channels: 60, directs: 40, people: 300, days, start: Date.UTC(2024, 0, 1), random: seeded(messages) })) writer.add(part);
  writer.end();
  closeSync(handle);
}

/** A process of its own, so that its memory is only its own. */
async function measure(engine, file, database) {
  const before = engine === "postgres" ? postgresCpuMs(await postmaster()) : 0;
  const child = spawn(process.execPath, [fileURLToPath(new URL("child.mjs", import.meta.url)), BUILD, file, database], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`The import ended with ${code}.`);
  const databaseCpuS = engine === "postgres" ? Math.round((postgresCpuMs(await postmaster()) - before) / 100) / 10 : null;
  return { ...JSON.parse(output), databaseCpuS };
}

async function postmaster() {
  const db = await openDb(`${postgres.url}/postgres`);
  try {
    const { sql } = await load("db");
    const [{ file }] = await db.query(sql`select pg_read_file('postmaster.pid') as file`);
    return Number(file.split("\n")[0]);
  } finally {
    await db.close();
  }
}

async function databaseUrl(size) {
  const name = `import_${size}`;
  const db = await openDb(`${postgres.url}/postgres`);
  await db.exec(`create database ${name}`);
  await db.close();
  return `${postgres.url}/${name}`;
}
