// What an inbox costs: see README.md.
//   pnpm bench:inbox [--items 100000] [--followers 1000] [--rounds 5] [--keep-result]
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildServer } from "../threads/build.mjs";
import { postgresCpuMs } from "../threads/cpu.mjs";
import { ask, drive, makeAgent } from "../threads/load.mjs";
import { median, quantile } from "../threads/report.mjs";
import { ME } from "./data.mjs";

const { values: options } = parseArgs({
  options: {
    items: { type: "string", default: "100000" },
    followers: { type: "string", default: "1000" },
    rounds: { type: "string", default: "5" },
    "keep-result": { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const BUILD = fileURLToPath(new URL("../../packages/node/.cache/bench-inbox", import.meta.url));
const OPERATIONS = { counts: "/inbox/counts", "first page of 40": "/inbox?limit=40", "first page of 40 unread": "/inbox?state=unread&limit=40" };

await buildServer(BUILD, { index: "index.ts", node: "adapters/node.ts", db: "db/index.ts", postgres: "testing/postgres.ts", deliver: "inbox/inbox.deliver.ts" });
const { startPostgres } = await import(pathToFileURL(join(BUILD, "postgres.js")).href);
const folder = await mkdtemp(join(tmpdir(), "meanwhile-bench-inbox-"));
const postgres = await startPostgres({});
const results = [];
try {
  for (const [server, database] of [["PostgreSQL", `${postgres.url}/postgres`], ["PGlite", `${folder}/pglite`]]) results.push(...(await measureAll(server, database)));
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

const of = (server, operation) => results.find((row) => row.server === server && row.operation === operation);
const bars = [
  { target: "counts of 100k items: CPU ms", value: of("PostgreSQL", "counts").cpuMs, bound: 2 },
  { target: "first page of 100k items: CPU ms", value: of("PostgreSQL", "first page of 40").cpuMs, bound: 2 },
  { target: "one reply in a thread with 1,000 followers: ms of its one statement", value: of("PostgreSQL", "fan-out").wallMs.p50, bound: 20 },
].map((bar) => ({ ...bar, holds: bar.value <= bar.bound }));
console.table(results.map(({ server, operation, cpuMs, wallMs }) => ({ server, operation, "CPU ms": cpuMs, "wall p50": wallMs.p50, "wall p95": wallMs.p95 })));
for (const { holds, target, value, bound } of bars) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value} (at most ${bound})`);
if (!options["keep-result"]) {
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` };
  const file = fileURLToPath(new URL("result.json", import.meta.url));
  await writeFile(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, items: Number(options.items), followers: Number(options.followers), bars, results }, undefined, 1)}\n`);
}

async function measureAll(name, database) {
  const child = fork(fileURLToPath(new URL("server.mjs", import.meta.url)), [options.items, options.followers, BUILD, database], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const failed = ended.then(([code]) => Promise.reject(new Error(`The server on ${name} ended with ${code}.`)));
  failed.catch(() => undefined);
  const hear = async () => (await Promise.race([once(child, "message"), failed]))[0];
  const { port, postmaster } = await hear();
  const cpu = async () => {
    child.send("cpu");
    return (await hear()).cpuMs + (postmaster === undefined ? 0 : postgresCpuMs(postmaster));
  };
  const agent = makeAgent(4);
  try {
    const rows = [];
    for (const [operation, path] of Object.entries(OPERATIONS)) {
      const next = () => ({ method: "GET", path: `/api/meanwhile/v1${path}`, headers: { "x-user": ME } });
      const answer = JSON.parse(await ask(port, next(), agent));
      if (operation !== "counts" && answer.data.length !== 40) throw new Error(`${operation} gave ${answer.data.length} items.`);
      await drive({ port, next, count: 200, concurrency: 4, capMs: 10_000, agent });
      const samples = [];
      for (let turn = 0; turn < rounds; turn++) {
        const before = await cpu();
        const { done, times } = await drive({ port, next, count: 200, concurrency: 4, capMs: 10_000, agent });
        samples.push({ cpuMs: ((await cpu()) - before) / done, times });
      }
      rows.push({ server: name, operation, cpuMs: round(median(samples.map((sample) => sample.cpuMs))), wallMs: percentiles(samples.flatMap((sample) => sample.times)) });
    }
    const before = await cpu();
    child.send("fanOut");
    const { times } = await hear();
    const each = ((await cpu()) - before) / times.length;
    rows.push({ server: name, operation: "fan-out, first", cpuMs: null, wallMs: percentiles(times.slice(0, 1)) });
    rows.push({ server: name, operation: "fan-out", cpuMs: round(each), wallMs: percentiles(times.slice(1)) });
    return rows;
  } finally {
    agent.destroy();
    if (child.connected) child.disconnect();
    await ended;
  }
}

function percentiles(times) {
  return { p50: round(quantile(times, 0.5)), p95: round(quantile(times, 0.95)) };
}

function round(ms) {
  return Number(ms.toPrecision(3));
}
