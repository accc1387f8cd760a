import type { Facts } from "./facts.ts";
import { planErrors } from "./plan.errors.ts";
import type { Goal, GoalKind } from "./plan.input.ts";
import { jitter } from "./random.ts";
import { NEVER, type Roster } from "./roster.ts";
import type { RuleBook } from "./rules.ts";

/** How a goal counts in a round. */
export interface GoalOrder {
  /** `trio` is whose turn it is to be one of three, which comes after the first goal; `chance` is what decides after all goals. */
  goal: GoalKind | "trio" | "chance";
  /**
   * One step of it outweighs whatever all goals after it could gain in the whole round (in one block of it, above the exact size). Not strict:
   * exact numbers end before that, and it outweighs them in each pair only.
   */
  strict: boolean;
  /** How finely it tells pairs apart: into so many steps and one more. */
  steps: number;
}

/** Rules and goals as one whole number per pair. */
export interface Weights {
  /** Of two people by number; more is better. `-Infinity` breaks a rule, where that is forbidden and not only dear. */
  weight(i: number, j: number): number;
  order: GoalOrder[];
  /** By goal: what one step weighs. */
  worth: Partial<Record<GoalOrder["goal"], number>>;
}

export interface Budget {
  /** How many pairs are added up. */
  pairs: number;
  /** The largest weight with which sums stay exact. */
  largest: number;
  /** Rules forbid; else breaking them costs more than any goal gains, which tells how few must be broken. */
  forbid: boolean;
  /** An odd number is paired. */
  trio?: boolean;
  /** Across a bridge who was left out before is sooner placed now, before all goals. */
  bridge?: boolean;
  /** The least that two of these people have met. */
  leastMet: number;
}

interface Tier {
  name: GoalOrder["goal"] | "left-out" | "rule" | `relax:${number}`;
  steps: number;
  /** It must be strict, if any may. */
  must?: boolean;
}

/** What goals say beside their kind, filled in. */
export interface GoalOptions {
  window: number;
  cap: number;
  meeting: number;
  mix: readonly string[];
}

const TIMES = 7;
const CHANCE = 255;

/** Throws `pairing/invalid_input` for a goal that is there twice, or more than four attributes. */
export function optionsOf(goals: readonly Goal[]): GoalOptions {
  if (new Set(goals.map(({ kind }) => kind)).size < goals.length) throw planErrors.invalid("A goal is there twice. Name each once.");
  const options: GoalOptions = { window: 2 ** 31, cap: 240, meeting: 30, mix: [] };
  for (const goal of goals) {
    if (goal.kind === "repeats") options.window = goal.window ?? options.window;
    if (goal.kind === "overlap") options.cap = goal.cap ?? options.cap;
    if (goal.kind === "burden") options.meeting = goal.minutes ?? options.meeting;
    if (goal.kind === "mix") options.mix = goal.attributes;
  }
  if (options.mix.length > 4) throw planErrors.invalid("Mix four attributes at most.");
  return options;
}

/** Compiles rules and goals to weights within a budget of bits. */
export function weightsOf(roster: Roster, facts: Facts, rules: RuleBook, goals: readonly Goal[], { window, cap, meeting, mix }: GoalOptions, round: number, seed: number, budget: Budget): Weights {
  const { rows, history, columns } = roster;
  const leftOut = history.unplaced?.some((times) => times > 0) ? (budget.bridge ? 4 : 2) * TIMES : 0;
  const mostBurden = columns.burden?.reduce((most, minutes) => Math.max(most, minutes), 0) ?? 0;
  const natural: Record<GoalKind, number> = {
    repeats: Math.min(1, facts.longestAgo),
    "least-met": facts.longestAgo > 0 ? TIMES : 0,
    oldest: Math.min(facts.longestAgo, 1023),
    overlap: columns.hours ? 16 : 0,
    mix: 2 ** mix.length - 1,
    newcomers: columns.newcomer?.includes(1) ? 1 : 0,
    burden: mostBurden > 0 && columns.hours ? 8 : 0,
  };
  const above: Tier[] = budget.forbid ? [] : [{ name: "rule", steps: 1, must: true }];
  if (!budget.forbid || budget.bridge) above.push({ name: "left-out", steps: leftOut });
  for (let place = rules.relaxable; place > 0 && !budget.forbid; place--) above.push({ name: `relax:${place}`, steps: 1, must: true });
  const wanted: Tier[] = goals.map(({ kind }, index) => ({ name: kind, steps: natural[kind], must: index === 0 }));
  // Whoever was one of three already: told apart only where an odd number is paired.
  const trio: Tier = { name: "trio", steps: budget.trio ? TIMES : 0 };
  wanted.splice(1, 0, trio);
  const tiers = [...above, ...wanted, { name: "chance", steps: CHANCE } as Tier].filter(({ steps }) => steps > 0);
  const { worth, strict } = fit(tiers, budget);

  const value = (name: Tier["name"]) => worth[tiers.findIndex((tier) => tier.name === name)] ?? 0;
  const steps = (name: Tier["name"]) => tiers.find((tier) => tier.name === name)?.steps ?? 0;
  const [repeats, leastMet, oldest, newcomers, burden, overlap, mixed, chance] = (["repeats", "least-met", "oldest", "newcomers", "burden", "overlap", "mix", "chance"] as const).map(value) as [number, number, number, number, number, number, number, number];
  const [oldestSteps, burdenSteps, overlapSteps, chanceSteps, mixSteps] = [steps("oldest"), steps("burden"), steps("overlap"), steps("chance"), steps("mix")];
  const since = round - window;
  const [rule, turn] = [value("rule"), value("left-out")];
  const relaxed = Array.from({ length: rules.relaxable }, (_, place) => value(`relax:${place + 1}`));
  const meets = repeats + leastMet + oldest > 0;
  const hours = overlap + burden > 0;
  const ever = facts.longestAgo;
  const left = (row: number) => Math.min(TIMES, history.unplaced![row]!);

  function weight(i: number, j: number): number {
    const a = rows[i]!;
    const b = rows[j]!;
    const broken = rules.broken(a, b);
    if (broken !== 0 && budget.forbid) return -Infinity;
    // They stay apart, so nothing else counts but whose turn it is.
    const waited = turn > 0 ? turn * (left(a) + left(b)) : 0;
    if (broken & 1) return -rule - waited;
    let sum = budget.bridge ? waited : 0;
    for (let place = 0; broken >> (place + 1) !== 0; place++) if ((broken >> (place + 1)) & 1) sum -= relaxed[place]!;
    if (meets) {
      const times = facts.timesMet(a, b);
      const last = facts.lastMet();
      if (times === 0 || last < since) sum += repeats;
      sum += leastMet * (TIMES - Math.min(TIMES, times - budget.leastMet));
      sum += oldest * (last === NEVER ? oldestSteps : Math.floor(((Math.min(ever, round - last) - 1) * oldestSteps) / ever));
    }
    if (newcomers > 0 && !(columns.newcomer![a] === 1 && columns.newcomer![b] === 1)) sum += newcomers;
    if (hours) {
      const minutes = facts.minutes(a, b);
      sum += overlap * Math.floor((Math.min(cap, minutes) * overlapSteps) / cap);
      if (burden > 0) {
        const borne = Math.max(columns.burden![a]!, columns.burden![b]!);
        sum += burden * (minutes >= meeting ? burdenSteps : burdenSteps - 1 - Math.floor((borne * (burdenSteps - 1)) / mostBurden));
      }
    }
    if (mixed > 0) {
      let differing = 0;
      for (let at = 0; at < mix.length; at++) differing = 2 * differing + (facts.differ(mix[at]!, a, b) ? 1 : 0);
      sum += mixed * (mixSteps === natural.mix ? differing : Math.floor((differing * mixSteps) / natural.mix));
    }
    return sum + chance * (jitter(seed, i, j) % (chanceSteps + 1));
  }

  const named = [...wanted.map(({ name }) => name), "chance"] as GoalOrder["goal"][];
  const last = named.filter((name) => name !== "trio" || budget.trio);
  const order = last.map((name) => ({ goal: name, strict: tiers.findIndex((tier) => tier.name === name) < strict, steps: steps(name) }));
  return { weight, order, worth: Object.fromEntries(named.map((name) => [name, value(name)])) };
}

/**
 * What a step of each tier weighs, so that as many of the first ones as possible are strict, and the largest weight is within the budget. What
 * need not be strict is merged first, then made coarser: it is told in `order`.
 */
function fit(tiers: Tier[], { pairs, largest }: Budget): { worth: number[]; strict: number } {
  const least = tiers.reduce((most, { must }, index) => (must ? index + 1 : most), 0);
  for (let floor = least; ; floor--) {
    for (;;) {
      for (let strict = tiers.length; strict >= Math.max(0, floor); strict--) {
        const worth = tiers.map(() => 0);
        let below = 0;
        for (let index = tiers.length - 1; index >= 0; index--) {
          worth[index] = 1 + below * (index < strict ? pairs : 1);
          below += worth[index]! * tiers[index]!.steps;
        }
        if (below <= largest) return { worth, strict };
      }
      const widest = tiers.reduce((most, tier) => (!tier.must && tier.steps > most.steps ? tier : most), { steps: 1 } as Tier);
      if (widest.steps === 1) break;
      widest.steps >>= 1;
    }
    if (floor <= 0) throw planErrors.invalid("So many rules and goals outgrow exact numbers. Name fewer.");
  }
}
