import { explain } from "./explain.ts";
import { HistoryIndex } from "./history.ts";
import type { Goal, Person, Rule } from "./plan.input.ts";
import type { PlannedRound } from "./plan.result.ts";
import { planRound } from "./plan.ts";
import { seedOf, sfc32 } from "./random.ts";

const GOALS: Goal[] = [{ kind: "repeats" }, { kind: "least-met" }, { kind: "oldest" }, { kind: "overlap" }, { kind: "mix", attributes: ["team"] }, { kind: "newcomers" }, { kind: "burden" }];
const RULES: Rule[] = [{ kind: "overlap", minutes: 60 }, { kind: "differ", attribute: "team" }];
const BRIDGE: Rule = { kind: "bridge", one: "mentor", many: "mentee", capacity: 3 };

/** People with hours, teams and cohorts that nothing outside decides. */
function people(count: number): Person[] {
  const random = sfc32(count);
  return Array.from({ length: count }, (_, number) => {
    const hours = new Uint32Array(21);
    const first = 4 * random.int(12);
    for (let day = 0; day < 5; day++) for (let quarter = 96 * day + first; quarter < 96 * day + first + 32; quarter++) hours[quarter >> 5]! |= 1 << (quarter & 31);
    return { id: `m${number}`, hours, attributes: { team: `t${random.int(count / 5)}` }, newcomer: random.int(10) === 0, burden: 15 * random.int(5), cohort: random.int(3) === 0 ? "mentor" : "mentee" };
  });
}

/** The last of so many rounds, each with all before it as history. */
function play(count: number, target: number, last: number, rules: Rule[], exactMax = 1000): PlannedRound {
  const history = new HistoryIndex();
  for (let round = 1; ; round++) {
    const planned = planRound({ version: "pairing/1", seed: "vectors", round, people: people(count), history, size: { target }, rules, goals: GOALS, infeasible: { relax: ["overlap"] }, effort: { exactMax, kicks: 20 } });
    if (round === last) return planned;
    history.addRound({ round, groups: planned.groups.map(({ members }) => members) });
  }
}

/** Rounds that are the same bytes in every engine: what each is, the hash of its input, and of all that it says. */
export function rounds(): Record<string, [algorithm: string, input: string, bytes: string]> {
  const pairs = play(40, 2, 6, RULES);
  const all = {
    pairs, trio: play(31, 2, 4, RULES), groups: play(38, 4, 3, RULES), bridge: play(40, 2, 3, [...RULES, BRIDGE]), blocks: play(300, 2, 2, RULES, 100), odd: play(201, 2, 2, RULES, 100),
    why: { ...pairs, groups: people(40).map(({ id }) => explain(pairs, "m0", id)) },
  };
  return Object.fromEntries(Object.entries(all).map(([name, round]) => [name, [round.algorithm, round.inputHash, seedOf(JSON.stringify(round)).toString(16)]]));
}
