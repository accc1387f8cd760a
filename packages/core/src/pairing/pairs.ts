import { matchInBlocks } from "./blocks.ts";
import type { Budget, GoalOrder, Weights } from "./goals.ts";
import { largestWeight } from "./matching.errors.ts";
import { provedMatching } from "./matching.ts";
import type { Proof } from "./plan.result.ts";
import type { Prepared } from "./prepare.ts";
import { matchInBlocksWithTrio, matchWithTrio } from "./trios.ts";

/** Everybody in pairs by number, but for three where the number is odd; those too who break a rule together where it cannot be otherwise. */
export interface Pairs {
  /** -1 for the three. */
  mate: Int32Array;
  trio?: readonly number[];
  order: GoalOrder[];
  proof: Proof | null;
}

/** What is forbidden weighs more than all that is looked at together, which is 512 people at most where it is done in blocks. */
const MOST_TOGETHER = 512;

/** Prices add up from person to person: with this budget they, too, stay exact. Of a trio all weighs three times as much. */
export function exactBudget(people: number, forbid: boolean): Omit<Budget, "leastMet"> {
  return { pairs: Math.ceil(people / 2), largest: Math.floor(2 ** 51 / (4 * people * (people % 2 === 0 ? 1 : 3))), forbid };
}

/** The best pairs there are. Rules forbid at first; where they leave somebody over, breaking them is dear. */
export function exactPairs(prepared: Prepared): Pairs {
  const { roster: { count }, random } = prepared;
  for (const forbids of [true, false]) {
    const weights = prepared.weights(exactBudget(count, forbids));
    const { weight, order } = weights;
    const found = count % 2 === 1 ? matchWithTrio(count, weight, random(2), { bonus: bonusOf(prepared, weights) }) : undefined;
    const trio: readonly number[] = found?.trio ?? [];
    const others = Array.from({ length: count }, (_, number) => number).filter((number) => !trio.includes(number));
    // Where no three can be found, it is an odd number that is left, which has no matching either.
    const matching = provedMatching(others.length, (a, b) => weight(others[a]!, others[b]!));
    if (!matching) continue;
    const mate = new Int32Array(count).fill(-1);
    for (const [at, other] of matching.mate.entries()) mate[others[at]!] = others[other]!;
    const { value, bound, y, blossoms } = matching;
    const proof = { value, bound, gap: bound - value, forbids, people: others, prices: [...y], blossoms: blossoms.map(({ members, z }) => ({ members: [...members], price: z })) };
    // Of larger odd numbers not every trio was tried.
    return { mate, trio, order, proof: !found || found.bound === found.value ? proof : null };
  }
  throw new Error("Where nothing is forbidden, there is a way.");
}

/**
 * Good pairs, found in blocks. Those for whom no partner was found in them are matched exactly with others at random, so that as few rules as
 * possible are broken.
 */
export function pairsInBlocks(prepared: Prepared): Pairs {
  const { roster: { count }, random, effort: { block } } = prepared;
  const chance = random(2);
  const pairs = block / 2;
  const dear = () => prepared.weights({ pairs: MOST_TOGETHER / 2, largest: largestWeight(MOST_TOGETHER), forbid: false });
  const weights = prepared.weights({ pairs, largest: Math.floor(largestWeight(MOST_TOGETHER) / pairs), forbid: true });
  const search = ({ weight }: Weights) => (count % 2 === 0 ? matchInBlocks(count, weight, chance, { block }) : matchInBlocksWithTrio(count, weight, chance, { block, bonus: bonusOf(prepared, weights) }));
  const found: { mate: Int32Array; trio?: readonly number[] } = search(weights) ?? search(dear())!;
  const { mate, trio = [] } = found;
  const over: number[] = [];
  for (let i = 0; i < count; i++) if (mate[i]! < 0 && !trio.includes(i)) over.push(i);
  if (over.length === 0) return { mate, trio, order: weights.order, proof: null };

  const { weight, order } = dear();
  for (let from = 0; from < over.length; from += MOST_TOGETHER) {
    const some = new Set(over.slice(from, from + MOST_TOGETHER));
    for (let tries = 0; tries < MOST_TOGETHER && some.size < Math.min(MOST_TOGETHER, count - 3); tries++) {
      const other = chance.int(count);
      if (mate[other]! >= 0) some.add(other).add(mate[other]!);
    }
    const people = [...some].sort((a, b) => a - b);
    const again = provedMatching(people.length, (a, b) => weight(people[a]!, people[b]!))!.mate;
    for (const [at, person] of people.entries()) mate[person] = people[again[at]!]!;
  }
  return { mate, trio, order, proof: null };
}

/** The less often somebody was one of three, the sooner they are, in thirds of a weight. */
function bonusOf({ roster: { rows, trios } }: Prepared, { worth, order }: Weights): (number: number) => number {
  const steps = order.find(({ goal }) => goal === "trio")?.steps ?? 0;
  const least = rows.reduce((fewest, row) => Math.min(fewest, trios.times[row]!), Infinity);
  return (number) => -3 * worth.trio! * Math.min(steps, trios.times[rows[number]!]! - least);
}
