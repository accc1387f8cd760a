import { factsOf, type Facts } from "./facts.ts";
import { type Budget, type GoalOptions, optionsOf, type Weights, weightsOf } from "./goals.ts";
import { planErrors } from "./plan.errors.ts";
import { type ColumnarRoundInput, defaultGoals, type Effort, type Goal, type RoundInput, type Rule } from "./plan.input.ts";
import { mix, type Random, seedOf, sfc32 } from "./random.ts";
import { type Roster, rosterOf } from "./roster.ts";
import { type RuleBook, ruleBook, ruleId } from "./rules.ts";

/** An input, checked and in numbers. */
export interface Prepared {
  round: number;
  roster: Roster;
  facts: Facts;
  rules: RuleBook;
  bridge: Extract<Rule, { kind: "bridge" }> | undefined;
  goals: readonly Goal[];
  options: GoalOptions;
  effort: Required<Effort>;
  /** Rules and goals as weights, for sums of so many pairs. */
  weights(budget: Omit<Budget, "leastMet">): Weights;
  /** Chance for one purpose. */
  random(purpose: number): Random;
  /** What of the settings counts, as it was filled in. */
  settings: object;
}

/** With fewer, all pairs are looked at anyway. */
const EXACT_MOST = 2000;
const WHOLE_GROUPS = 512;
const MANY = 500_000;

/** Throws `pairing/invalid_input`, `pairing/unknown_version`. */
export function prepare(input: RoundInput | ColumnarRoundInput): Prepared {
  const { version, seed, round, size, rules = [], goals = defaultGoals, infeasible = "unplaced" } = input;
  if (version !== "pairing/1") throw planErrors.unknownVersion(`There is no version "${String(version)}" here. Use "pairing/1", or the release that planned the round.`);
  if (typeof seed !== "string") throw planErrors.invalid("The seed is no text.");
  if (!Number.isInteger(round) || Math.abs(round) > 2 ** 30) throw planErrors.invalid(`Round ${round} is no whole number.`);
  const ids = rules.map(ruleId);
  if (new Set(ids).size < ids.length) throw planErrors.invalid("A rule is there twice. Make it one.");
  const relax = infeasible === "unplaced" ? [] : infeasible.relax.filter((id) => ids.includes(id));
  const bridge = rules.find((rule) => rule.kind === "bridge");
  if (bridge && !((bridge.capacity ?? 1) >= 1)) throw planErrors.invalid("The capacity is less than 1.");
  const roster = rosterOf(input, bridge ? [bridge.one, bridge.many] : []);
  const facts = factsOf(roster, round);
  const book = ruleBook(rules, relax, roster, facts);
  const effort = effortOf(input.effort ?? {}, roster.count, size.target);
  const options = optionsOf(goals);
  const base = seedOf(seed);
  let least: number | undefined;
  return {
    round,
    roster,
    facts,
    rules: book,
    bridge,
    goals,
    options,
    effort,
    weights: (budget) => weightsOf(roster, facts, book, goals, options, round, mix(base, round, 1), { ...budget, trio: size.target === 2 && roster.count % 2 === 1 && !bridge, leastMet: (least ??= leastMet(roster, facts)) }),
    random: (purpose) => sfc32(mix(base, round, purpose)),
    settings: { version, seed, round, target: size.target, remainder: size.remainder ?? "larger", goals, relax, effort },
  };
}

function effortOf({ exactMax = 1000, block, kicks }: Effort, people: number, target: number): Required<Effort> {
  const effort = {
    exactMax,
    block: block ?? (target > 2 ? 96 : people >= MANY ? 32 : 64),
    kicks: kicks ?? (people <= WHOLE_GROUPS ? 200 : 10),
  };
  if (!(exactMax >= 0 && exactMax <= EXACT_MOST)) throw planErrors.invalid(`exactMax is ${EXACT_MOST} at most.`);
  if (!(Number.isInteger(effort.block) && effort.block >= 4 && effort.block <= WHOLE_GROUPS && effort.block % 2 === 0)) throw planErrors.invalid(`A block is an even number, from 4 to ${WHOLE_GROUPS}.`);
  if (!(Number.isInteger(effort.kicks) && effort.kicks >= 0)) throw planErrors.invalid("Kicks are no whole number.");
  return effort;
}

/** The least that any two have met. Above zero only where everybody has met everybody, which takes as many rounds as there are others. */
function leastMet({ count, rows, history }: Roster, { timesMet }: Facts): number {
  if (count > EXACT_MOST || count - 1 > history.rounds.length) return 0;
  let least = Infinity;
  for (let i = 0; i < count && least > 0; i++) for (let j = i + 1; j < count && least > 0; j++) least = Math.min(least, timesMet(rows[i]!, rows[j]!));
  return least === Infinity ? 0 : least;
}
