// Server CPU per request of Meanwhile, a peer and a floor, side by side: see README.md.
//   pnpm bench:threads [--sizes 1000,10000,100000] [--rounds 5] [--only create] [--keep-result]
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { BUILD, buildServer, installPeers } from "./build.mjs";
import { ask, drive, makeAgent } from "./load.mjs";
import { judge, summarize, toTable } from "./report.mjs";
import { makeServers, OPERATIONS, startServer } from "./servers.mjs";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: OPERATIONS.join() },
    "keep-result": { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
const rounds = Number(options.rounds);
const operations = options.only.split(",");

/** Requests of one round, and when it is cut short: a slow server is asked less often, not for longer. */
const COUNT = { create: { 16: 500, 1: 200 }, listChannel: { 16: 240, 1: 100 }, listAll: { 16: 240, 1: 100 } };
const CAP_MS = 2_500;

installPeers();
await buildServer();
const load = (name) => import(pathToFileURL(join(BUILD, `${name}.js`)).href);
const { startPostgres } = await load("postgres");
const { openDb } = await load("db");
const folder = await mkdtemp(join(tmpdir(), "meanwhile-bench-"));
// As it comes, fsync and all: what a product's own server would do.
const postgres = await startPostgres({});
const samples = [];
try {
  for (const size of sizes) await measureAll(size);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

const results = summarize(samples);
const targets = judge(results);
console.log(`\nServer CPU, ms per request; medians of ${rounds} rounds\n\n${toTable(results)}\n`);
for (const { holds, target, value, bound } of targets) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value} (at most ${bound})`);
if (!options["keep-result"]) {
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` };
  const file = fileURLToPath(new URL("result.json", import.meta.url));
  await writeFile(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, unit: "CPU milliseconds of the server per request", targets, results }, undefined, 1)}\n`);
  console.log(`\nWritten to ${file}`);
}

/** All servers with the same data at once, a round of one after a round of the other, so that what else the machine does hits all alike. */
async function measureAll(size) {
  const definitions = makeServers({ build: BUILD, folder, databaseUrl });
  const servers = [];
  try {
    for (const definition of definitions) servers.push(await startServer(definition, size));
    for (const server of servers) await warmUp(server);
    for (let turn = 0; turn < rounds; turn++) {
      for (const operation of operations) {
        for (const concurrency of [16, 1]) {
          for (const server of rotate(servers, turn)) samples.push({ size, operation, concurrency, server: server.name, ...(await measure(server, operation, concurrency, CAP_MS)) });
        }
      }
      console.log(`${size} threads, round ${turn + 1} of ${rounds}`);
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** An empty database of its own for each size. */
async function databaseUrl(size) {
  const name = `threads_${size}`;
  const db = await openDb(`${postgres.url}/postgres`);
  await db.exec(`create database ${name}`);
  await db.close();
  return `${postgres.url}/${name}`;
}

async function measure(server, operation, concurrency, capMs) {
  const agent = makeAgent(concurrency);
  const before = await server.cpu();
  const { done, times } = await drive({ port: server.port, next: () => server.next(operation), count: COUNT[operation][concurrency], concurrency, capMs, agent });
  const after = await server.cpu();
  agent.destroy();
  return { done, times, cpu: { node: after.node - before.node, postgres: after.postgres - before.postgres } };
}

/** Until code and caches are hot; and each list is looked at once. */
async function warmUp(server) {
  for (const operation of operations) {
    await measure(server, operation, 16, CAP_MS);
    if (operation === "create") await measure(server, operation, 16, CAP_MS);
    const agent = makeAgent(1);
    const { count, ...asked } = server.next(operation);
    const answer = JSON.parse(await ask(server.port, asked, agent));
    agent.destroy();
    if (count && count(answer) !== 40) throw new Error(`${server.name} answered ${operation} with ${count(answer)} threads instead of 40.`);
  }
}

function rotate(items, by) {
  return items.map((_, i) => items[(i + by) % items.length]);
}
