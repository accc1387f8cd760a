// What a search costs: see README.md.
//   pnpm bench:search [--size 1000000] [--small 100000] [--queries 40] [--postgres URL] [--keep-result]
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildServer, installPeers } from "../threads/build.mjs";
import { postgresCpuMs } from "../threads/cpu.mjs";
import { quantile } from "../threads/report.mjs";
import { makeComments, makeQueries } from "./data.mjs";
import { fill } from "./load.mjs";
import { meanwhileSearch, miniSearch, plainSearch } from "./servers.mjs";

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "1000000" },
    small: { type: "string", default: "100000" },
    queries: { type: "string", default: "40" },
    postgres: { type: "string" },
    "keep-result": { type: "boolean", default: false },
  },
});
const [size, small, count] = [options.size, options.small, options.queries].map(Number);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const BUILD = fileURLToPath(new URL("../../packages/node/.cache/bench-search", import.meta.url));
const WARM_UP = 10;
/** A slow peer is asked less often, not for longer. */
const CAP_MS = 4_000;

installPeers(HERE);
await buildServer(BUILD, { index: "index.ts", db: "db/index.ts", postgres: "testing/postgres.ts" });
const load = (name) => import(pathToFileURL(join(BUILD, `${name}.js`)).href);
const means = { ...(await load("index")), ...(await load("db")) };
const { startPostgres } = await load("postgres");
const folder = await mkdtemp(join(tmpdir(), "meanwhile-bench-search-"));
// As it comes: what a product's own server would do.
const postgres = options.postgres ? { url: options.postgres, stop: async () => {} } : await startPostgres({});
const results = [];
const loads = [];
try {
  await measure("PostgreSQL", options.postgres ?? `${postgres.url}/postgres`, size);
  await measure("PGlite", join(folder, "pglite"), small);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

const of = (kind) => results.find((row) => row.server === "meanwhile, PostgreSQL" && row.kind === kind).wallMs.p95;
const bars = [["one word", 50], ["two words", 50], ["question", 50], ["commonest word", 150]].map(([kind, bound]) => ({ target: `${kind} in ${size}: p95, ms`, value: of(kind), bound, holds: of(kind) <= bound }));
console.table(results.map(({ server, size: documents, kind, wallMs, cpuMs }) => ({ server, documents, kind, p50: wallMs.p50, p95: wallMs.p95, "CPU Node": cpuMs.node, "CPU PostgreSQL": cpuMs.postgres })));
for (const { holds, target, value, bound } of bars) console.log(`${holds ? "holds" : "FAILS"}  ${target}: ${value} (at most ${bound})`);
if (!options["keep-result"]) {
  const machine = { cpu: cpus()[0].model, cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform} ${process.arch}` };
  await writeFile(join(HERE, "result.json"), `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, loads, bars, results }, undefined, 1)}\n`);
}
// PGlite and the pools have nothing left to do.
process.exit();

async function measure(engine, database, documents) {
  const db = await means.openDb(database, { logger: means.silentLogger, production: false });
  const ours = await meanwhileSearch(db, means);
  const begin = performance.now();
  const visible = await fill(db, documents, means.sql);
  loads.push({ engine, documents, seconds: Math.round((performance.now() - begin) / 1000) });
  console.log(`${documents} comments in ${engine} after ${loads.at(-1).seconds} s`);
  const postmaster = await postmasterOf(db);
  const servers = [{ name: `meanwhile, ${engine}`, search: ours }, { name: `websearch + ts_rank_cd, ${engine}`, search: await plainSearch(db, means.sql) }];
  if (engine === "PGlite") servers.push({ name: "MiniSearch, in memory", search: await miniSearch(asDocuments(makeComments(documents))) });
  for (const [kind, queries] of Object.entries(makeQueries(visible, count))) {
    for (const { name, search } of servers) results.push({ server: name, size: documents, kind, ...(await timed(search, queries, postmaster)) });
  }
  await db.close();
}

/** A thread's title stands with its first comment. */
function* asDocuments(comments) {
  for (const { id, number, title, text } of comments) yield { id, title: number === 1 ? title : "", text };
}

async function timed(search, queries, postmaster) {
  const cpu = () => ({ node: process.cpuUsage(), postgres: postmaster === undefined ? 0 : postgresCpuMs(postmaster) });
  const warm = performance.now() + CAP_MS / 4;
  for (const query of queries.slice(0, WARM_UP)) if (performance.now() < warm) await search(query);
  const times = [];
  const before = cpu();
  const stop = performance.now() + CAP_MS;
  for (let i = 0; i < count && performance.now() < stop; i++) {
    const begin = performance.now();
    await search(queries[i % queries.length]);
    times.push(performance.now() - begin);
  }
  const after = cpu();
  const [user, system] = [after.node.user - before.node.user, after.node.system - before.node.system];
  return {
    wallMs: { p50: round(quantile(times, 0.5)), p95: round(quantile(times, 0.95)) },
    cpuMs: { node: round((user + system) / 1000 / times.length), postgres: round((after.postgres - before.postgres) / times.length) },
    queries: times.length,
    load: round(loadavg()[0]),
  };
}

/** PostgreSQL's first process, parent of all its others; nothing for PGlite, which lives in this process. */
async function postmasterOf(db) {
  if (db.engine !== "postgres") return undefined;
  const [{ pid }] = await db.query(means.sql`select pg_backend_pid() as pid`);
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function round(ms) {
  return Number(ms.toPrecision(3));
}
