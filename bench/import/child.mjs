// One import, measured from the inside: `node child.mjs BUILD FILE DATABASE` prints a line of JSON.
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";

const [build, file, database] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(build, `${name}.js`)).href);
const { importSlack } = await load("import");
const { migrate, openDb, sql } = await load("db");

const now = Date.UTC(2026, 10, 24);
const db = await openDb(database, { production: false });
await migrate(db, { now });
const [start, cpu] = [performance.now(), process.cpuUsage()];
const report = await importSlack({ db, workspace: "made", file, now });
const { user, system } = process.cpuUsage(cpu);
const wall = performance.now() - start;
const [{ comments }] = await db.query(sql`select count(*)::int as comments from meanwhile.comments`);
await db.close();
console.log(
  JSON.stringify({
    wallS: Math.round(wall / 100) / 10,
    cpuS: Math.round((user + system) / 1e5) / 10,
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    added: report.messages.added,
    known: report.messages.known,
    threads: report.threads.added,
    comments,
  }),
);
