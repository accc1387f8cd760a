// Rounds one after another, in a process of their own: node years.mjs FOLDER '{"kind":…}'; prints JSON.
import { loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, text] = process.argv;
const task = JSON.parse(text);
const load = (name) => import(pathToFileURL(join(folder, `${name}.js`)).href);
const { planRound, HistoryIndex, overlapMinutes } = await load("plan");
const { sfc32 } = await load("random");
const { n } = task;

const OFFICES = [-8, -7, -5, -3, 0, 1, 1, 2, 5, 5, 8, 11];
const RULES = [{ kind: "overlap", minutes: 60 }];
const GOALS = [{ kind: "repeats" }, { kind: "least-met" }, { kind: "oldest" }, { kind: "overlap" }, { kind: "mix", attributes: ["team", "department"] }, { kind: "newcomers" }];
/** Nine hours a day from nine, in each office, in UTC. */
const MASKS = OFFICES.map((offset) => {
  const mask = new Uint32Array(21);
  for (let day = 0; day < 5; day++) {
    for (let quarter = 0; quarter < 36; quarter++) {
      const bit = (96 * day + 36 + quarter - 4 * offset + 672) % 672;
      mask[bit >> 5] |= 1 << (bit & 31);
    }
  }
  return mask;
});

console.log(JSON.stringify({ ...task, ...{ churn, minimum }[task.kind](), load: Number(loadavg()[0].toFixed(1)) }));

/** People by name over weeks, one in twenty replaced after each. */
function churn() {
  const random = sfc32(7);
  const history = new HistoryIndex();
  const numbers = Array.from({ length: n }, (_, number) => number);
  const person = (number) => {
    const own = sfc32(number);
    const team = Math.floor(number / 9);
    return { id: `m${number}`, hours: MASKS[own.int(OFFICES.length)], attributes: { team: `t${team}`, department: `d${Math.floor(team / 8)}` }, newcomer: own.int(20) === 0 };
  };
  const total = { repeats: 0, breaches: 0, unplaced: 0 };
  const cpu = [];
  for (let round = 1, joined = n; round <= task.rounds; round++) {
    const people = numbers.map(person);
    const hours = new Map(people.map(({ id, hours: mask }) => [id, mask]));
    const { cpuMs, value } = cpuOf(() => planRound({ version: "pairing/1", seed: "bench", round, people, history, size: { target: 2 }, rules: RULES, goals: GOALS }));
    cpu.push(cpuMs);
    for (const { members: [a, b] } of value.groups) {
      if (history.timesMet(a, b) > 0) total.repeats++;
      if (overlapMinutes(hours.get(a), hours.get(b)) < 60) total.breaches++;
    }
    total.unplaced += value.unplaced.length;
    history.addRound({ round, groups: value.groups.map(({ members }) => members) });
    for (let gone = 0; gone < n / 20; gone++) numbers[random.int(n)] = joined++;
  }
  return { ...total, cpuMsPerRound: cpu.reduce((sum, ms) => sum + ms, 0) / cpu.length, worstCpuMs: Math.max(...cpu), maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** The same people for 104 rounds: repeats, less those that there must be. */
function minimum() {
  const people = Array.from({ length: n }, (_, number) => ({ id: `m${number}` }));
  const history = new HistoryIndex();
  const avoidable = {};
  let repeats = 0;
  const { cpuMs } = cpuOf(() => {
    for (let round = 1; round <= 104; round++) {
      const { groups, metrics, proof } = planRound({ version: "pairing/1", seed: "bench", round, people, history, size: { target: 2 } });
      if (proof.gap !== 0) throw new Error("The prices prove nothing.");
      history.addRound({ round, groups: groups.map(({ members }) => members) });
      repeats += metrics.repeats;
      if ([26, 52, 104].includes(round)) avoidable[`avoidableAfter${round}`] = repeats - (Math.max(0, round - n + 1) * n) / 2;
    }
  });
  return { ...avoidable, cpuMsPerRound: cpuMs / 104 };
}

function cpuOf(run) {
  const before = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, value };
}
