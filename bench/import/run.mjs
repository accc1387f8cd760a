// Imports a generated export of Slack's, on PostgreSQL and on the embedded database, twice: see README.md.
//   pnpm bench:import [--sizes 50000,200000] [--engines postgres,pglite] [--keep-result]
import { spawn } from "node:child_process";
import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildServer } from "../threads/build.mjs";
import { postgresCpuMs } from "../threads/cpu.mjs";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "50000,200000" },
    engines: { type: "string", default: "postgres,pglite" },
    "keep-result": { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
const engines = options.engines.split(",");

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
  for (const size of sizes) {
    const file = join(folder, `${size}.zip`);
    await makeExport(file, size);
    console.log(`${size} messages, ${Math.round(statSync(file).size / 1e6)} MB packed`);
    for (const engine of engines) {
      const database = engine === "postgres" ? await databaseUrl(size) : join(folder, `data-${size}`);
      for (const run of ["first", "again"]) {
        const result = { size, engine, run, ...(await measure(engine, file, database)) };
        results.push(result);
        const { wallS, cpuS, databaseCpuS, maxRssMb, added, known } = result;
        console.log(`  ${engine} ${run}: ${wallS} s, CPU ${cpuS} s${databaseCpuS === null ? "" : ` and ${databaseCpuS} s of the database`}, at most ${maxRssMb} MB; ${added} added, ${known} known`);
      }
    }
  }
} finally {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
}

const targets = judge();
for (const { holds, target, value } of targets) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value}`);
if (!options["keep-result"]) {
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` };
  const file = fileURLToPath(new URL("result.json", import.meta.url));
  await writeFile(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, targets, results }, undefined, 1)}\n`);
  console.log(`\nWritten to ${file}`);
}
if (targets.some(({ holds }) => !holds)) process.exitCode = 1;

function judge() {
  const largest = Math.max(...sizes);
  const smallest = Math.min(...sizes);
  return engines.flatMap((engine) => {
    const of = (size, run) => results.find((one) => one.size === size && one.engine === engine && one.run === run);
    const [first, again, small] = [of(largest, "first"), of(largest, "again"), of(smallest, "first")];
    const growth = first.maxRssMb / small.maxRssMb;
    return [
      { target: `${engine}: ${largest} messages in 300 s`, value: `${first.wallS} s`, holds: first.wallS <= 300 },
      { target: `${engine}: memory at ${largest} as at ${smallest}, within a fifth`, value: `${first.maxRssMb} MB, ${small.maxRssMb} MB`, holds: largest === smallest || growth <= 1.2 },
      { target: `${engine}: nothing doubled the second time`, value: `${again.added} added, ${again.comments} comments`, holds: again.added === 0 && again.comments === first.comments && again.known === first.added },
    ];
  });
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
