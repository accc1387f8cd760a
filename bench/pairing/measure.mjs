// One measurement in a process of its own, so that its memory is its own: node measure.mjs FOLDER '{"kind":…}'; prints JSON.
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { organisation } from "./organisation.mjs";

const ZONES = [
  "America/Los_Angeles", "America/Denver", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Asia/Kolkata", "Asia/Singapore",
  "Australia/Sydney",
];
const [, , folder, text] = process.argv;
const task = JSON.parse(text);
const load = (name) => import(pathToFileURL(join(folder, `${name}.js`)).href);
const tools = await load("random");
const { n, seed = 1 } = task;

const result = await { exact, blocks, groups, round, shuffled, overlap }[task.kind]();
console.log(JSON.stringify({ ...task, ...result, load: Number(loadavg()[0].toFixed(1)) }));

/** The exact solver beside the peer, over the same table of weights. */
async function exact() {
  const { provedMatching } = await load("matching");
  const peer = createRequire(import.meta.url)("edmonds-blossom-fixed");
  const table = tableOf(task.weights === "uniform" ? (i, j) => 1 + (tools.jitter(seed, i, j) % 1_000_000) : organisation(n, seed, 26, tools).weight);
  const weight = (i, j) => table[i * n + j];
  for (let i = 0; i < 5; i++) provedMatching(Math.min(n, 200), weight);
  const runs = Array.from({ length: 7 }, () => cpuOf(() => provedMatching(n, weight)));
  const found = runs[0].value;
  if (found.value !== found.bound) throw new Error("The prices prove nothing.");
  const cpuMs = median(runs.map((run) => run.cpuMs));
  if (!task.peer) return { cpuMs, value: found.value };
  const edges = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) edges.push([i, j, weight(i, j)]);
  const theirs = cpuOf(() => peer(edges, true));
  const value = theirs.value.reduce((sum, j, i) => (i < j ? sum + weight(i, j) : sum), 0);
  if (value !== found.value) throw new Error(`The peer's pairs are worth ${value}, ours ${found.value}.`);
  return { cpuMs, peerCpuMs: theirs.cpuMs, ratio: theirs.cpuMs / cpuMs, value };
}

/** Pairs in blocks in the made-up organisation; where that is small enough, beside the best ones. */
async function blocks() {
  const { matchInBlocks } = await load("blocks");
  const { provedMatching } = await load("matching");
  const { weight, limit, faults } = organisation(n, seed, 26, tools);
  const shuffle = sumOf(neighbours(), weight);
  const { cpuMs, value: found } = cpuOf(() => matchInBlocks(n, weight, tools.sfc32(seed), { block: task.block }));
  const best = n <= 2000 ? provedMatching(n, weight).value : limit();
  const quality = (100 * (found.value - shuffle)) / (best - shuffle);
  return { cpuMs, quality, against: n <= 2000 ? "the best" : "a limit above the best", ...faults(found.mate), maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

async function groups() {
  const { formGroups } = await load("groups");
  const sizes = Array.from({ length: Math.floor(n / 4) }, () => 4);
  const { weight } = organisation(n, seed, 26, tools);
  const { cpuMs, value: found } = cpuOf(() => formGroups(sizes, weight, tools.sfc32(seed)));
  return { cpuMs, value: found.value, maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** A whole round as a host plans it, of columns: rules (five common hours a week, not of one team), all goals, 26 rounds behind it; with its metrics. */
async function round() {
  const { intlZones, planRound, weekMasks } = { ...(await load("plan")), ...(await load("time")) };
  const rounds = 26;
  const maskOf = weekMasks("2026-11-23", intlZones());
  const made = ZONES.map((timeZone) => maskOf({ timeZone, workingHours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }, offDays: [], away: null }));
  const masks = new Uint32Array(made.flatMap((mask) => [...mask]));
  const random = tools.sfc32(seed);
  const columns = {
    count: n,
    hours: { masks, of: Uint16Array.from({ length: n }, () => random.int(ZONES.length)) },
    newcomer: Uint8Array.from({ length: n }, () => (random.int(20) === 0 ? 1 : 0)),
    attributes: { team: Int32Array.from({ length: n }, () => 1 + random.int(Math.ceil(n / 9))) },
  };
  const partners = new Int32Array(n * rounds).fill(-1);
  for (let past = 0; past < rounds; past++) {
    const order = random.shuffle(Int32Array.from({ length: n }, (_, i) => i));
    for (let k = 0; k + 1 < n; k += 2) {
      partners[order[k] * rounds + past] = order[k + 1];
      partners[order[k + 1] * rounds + past] = order[k];
    }
  }
  const input = {
    version: "pairing/1",
    seed: "bench",
    round: rounds,
    size: { target: 2 },
    rules: [{ kind: "overlap", minutes: 300 }, { kind: "differ", attribute: "team" }],
    columns,
    history: { rounds: Int32Array.from({ length: rounds }, (_, past) => past), partners },
  };
  const { cpuMs, value: planned } = cpuOf(() => planRound(input));
  const { algorithm, metrics, unplaced } = planned;
  return { cpuMs, algorithm, repeats: metrics.repeats, unplaced: unplaced.length, leastMinutes: metrics.overlap.min, maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** What bots do: put everybody in random order and pair neighbours. */
function shuffled() {
  const { faults } = organisation(n, seed, 26, tools);
  const { cpuMs, value: mate } = cpuOf(neighbours);
  return { cpuMs, quality: 0, ...faults(mate), maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** Common minutes of two people from their week masks. */
async function overlap() {
  const { overlapMinutes } = await load("overlap");
  const random = tools.sfc32(seed);
  const masks = Array.from({ length: 1000 }, () => Uint32Array.from({ length: 21 }, () => random.next() & random.next()));
  const run = () => {
    let sum = 0;
    for (let i = 0; i < 1000; i++) for (let j = 0; j < 1000; j++) sum += overlapMinutes(masks[i], masks[j]);
    return sum;
  };
  run();
  return { microsecondsPerPair: cpuOf(run).cpuMs / 1000 };
}

function neighbours() {
  const order = tools.sfc32(seed + 1).shuffle(Int32Array.from({ length: n }, (_, i) => i));
  const mate = new Int32Array(n);
  for (let k = 0; k < n; k += 2) {
    mate[order[k]] = order[k + 1];
    mate[order[k + 1]] = order[k];
  }
  return mate;
}

function sumOf(mate, weight) {
  let sum = 0;
  for (let i = 0; i < n; i++) if (i < mate[i]) sum += weight(i, mate[i]);
  return sum;
}

function tableOf(weight) {
  const table = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) table[i * n + j] = weight(i, j);
  return table;
}

function cpuOf(run) {
  const before = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, value };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
