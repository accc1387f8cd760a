// One measurement in a process of its own: node measure.mjs FOLDER '{"kind":…}'; prints JSON.
import { loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { peers } from "./peers.mjs";

const [, , folder, text] = process.argv;
const task = JSON.parse(text);
const load = (name) => import(pathToFileURL(join(folder, `${name}.js`)).href);
const { nextDue, nextDueMany } = await load("digest");
const { instantFromMs, instantToMs, intlZones, timeFromMs } = await load("time");
const source = intlZones();
const names = Intl.supportedValuesOf("timeZone");
const zones = names.map((name) => source.zone(name));
const YEAR = [Date.UTC(2026, 0), Date.UTC(2027, 0)];
const WORKDAYS = 0b0011111;

const result = { kernel, scalar, peer, changes }[task.kind]();
console.log(JSON.stringify({ ...task, ...result, load: Number(loadavg()[0].toFixed(1)) }));

function kernel() {
  const columns = mondayToFriday(task.n);
  const due = new Float64Array(task.n);
  return rate(task.n, kernelCpuMs(columns, due));
}

/** What a host calls for one: a whole schedule, read and checked each time. */
function scalar() {
  const columns = mondayToFriday(task.n);
  const { cpuMs, value } = cpuOf(() => scalarOf(columns));
  return { ...rate(task.n, cpuMs), differences: differencesOf(value, nextDueMany(zones, columns)) };
}

/** The same rows by a peer, and the kernel over a million in the same process. */
function peer() {
  const next = peers[task.name];
  const all = mondayToFriday(1_000_000);
  const millisecondsEach = kernelCpuMs(all, new Float64Array(1_000_000)) / 1_000_000;
  const columns = mondayToFriday(task.n);
  const run = (from, until) => Float64Array.from({ length: until - from }, (_, i) => next(names[columns.zone[from + i]], columns.after[from + i], WORKDAYS, "09:00"));
  // Peers keep what they know of a zone; nearly all have been met then.
  run(0, Math.min(1000, task.n));
  const { cpuMs, value } = cpuOf(() => run(0, task.n));
  return { ...rate(task.n, cpuMs), ratio: cpuMs / task.n / millisecondsEach, differences: differencesOf(value, nextDueMany(zones, columns)) };
}

/** Every zone, every change from 2024 to 2027, eight times of day, from four moments around the change: the kernel, the schedule, Temporal. */
function changes() {
  const rows = [];
  const [from, until] = [Date.UTC(2024, 0), Date.UTC(2028, 0)];
  zones.forEach((zone, i) => {
    const found = new Set();
    for (let at = from; at <= until; at += 365 * 86_400_000) for (const start of zone.table(at).starts) if (start >= from && start < until) found.add(start);
    for (const change of found) {
      for (const minute of [0, 30, 90, 120, 150, 180, 540, 1410]) for (const hours of [-36, -12, 0, 12]) rows.push({ zone: i, seconds: minute * 60, after: change + hours * 3_600_000 });
    }
  });
  const columns = {
    zone: Uint16Array.from(rows, ({ zone }) => zone),
    days: new Uint8Array(rows.length).fill(127),
    seconds: Int32Array.from(rows, ({ seconds }) => seconds),
    after: Float64Array.from(rows, ({ after }) => after),
  };
  const due = nextDueMany(zones, columns);
  const temporal = rows.map(({ zone, seconds, after }) => peers.temporal(names[zone], after, 127, timeFromMs(seconds * 1000), -1));
  return { zones: zones.length, cases: rows.length, differences: differencesOf(temporal, due) + differencesOf(scalarOf(columns), due) };
}

/** Everybody in some zone, 09:00 on workdays, asked at some moment of a year. */
function mondayToFriday(n) {
  // Marsaglia's xorshift: the same rows in every run.
  let state = 2_463_534_242;
  const random = (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
  return {
    zone: Uint16Array.from({ length: n }, () => random(zones.length)),
    days: new Uint8Array(n).fill(WORKDAYS),
    seconds: new Int32Array(n).fill(9 * 3600),
    after: Float64Array.from({ length: n }, () => YEAR[0] + random((YEAR[1] - YEAR[0]) / 1000) * 1000),
  };
}

function kernelCpuMs(columns, due) {
  // Tables are made at first use; the first runs are before the compiler.
  for (let i = 0; i < 3; i++) nextDueMany(zones, columns, due);
  return Array.from({ length: 7 }, () => cpuOf(() => nextDueMany(zones, columns, due)).cpuMs).sort((a, b) => a - b)[3];
}

function scalarOf({ zone, days, seconds, after }) {
  return Float64Array.from(after, (ms, i) => {
    const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((day) => days[i] & (1 << (day - 1)));
    return instantToMs(nextDue({ tz: names[zone[i]], rules: [{ days: weekdays, at: timeFromMs(seconds[i] * 1000) }] }, instantFromMs(ms), source).dueAt);
  });
}

function differencesOf(found, expected) {
  return found.reduce((sum, ms, i) => sum + (ms === expected[i] ? 0 : 1), 0);
}

function rate(n, cpuMs) {
  return { cpuMs, perCpuSecond: Math.round((n / cpuMs) * 1000) };
}

function cpuOf(run) {
  const before = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, value };
}
