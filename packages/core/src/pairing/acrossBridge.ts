import { bridge } from "./bridge.ts";
import { largestWeight } from "./matching.errors.ts";
import { type Arrangement, groupingOf } from "./grouping.ts";
import type { UnplacedReason } from "./plan.result.ts";
import type { Prepared } from "./prepare.ts";

/** How many places are filled as a whole, and in blocks above that. */
const WHOLE = 1000;
const BLOCK = 256;

/** One of the first side, and of the second those they have: groups across a bridge. */
export function acrossBridge(prepared: Prepared, capacity: number): Arrangement {
  const { roster: { count, rows, columns }, rules, weights, random } = prepared;
  const sides: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < count; i++) sides[columns.cohort?.[rows[i]!] ?? 0]!.push(i);
  const [neither, one, many] = sides;
  const left: Arrangement["left"] = [];
  const leave = (numbers: readonly number[], reason: UnplacedReason) => left.push(...numbers.map((number) => ({ number, reason })));
  leave(neither, "no-cohort");
  if (one.length === 0 || many.length === 0) {
    leave([...one, ...many], "cohort-empty");
    return { grouping: groupingOf([]), left, algorithm: "bridge", order: [], proof: null };
  }

  const pairs = Math.min(Math.max(one.length, many.length), WHOLE);
  for (const forbid of [true, false]) {
    // Even loads weigh a thousandth of what is forbidden, and more than all goals.
    const { weight, order } = weights({ pairs, largest: Math.floor(largestWeight(WHOLE) / 1024 / pairs), forbid, bridge: true });
    const { partnerOf } = bridge(one.length, many.length, (a, b) => weight(one[a]!, many[b]!), random(4), { whole: WHOLE, block: BLOCK, capacity });
    const groups = one.map((number) => [number]);
    const over: number[] = [];
    for (const [at, number] of many.entries()) (groups[partnerOf[at]!] ?? over).push(number);
    // Whoever has no place though there is one was kept from it by a rule.
    if (forbid && over.length > Math.max(0, many.length - one.length * capacity)) continue;
    // Those of one group meet each other, too, which an assignment cannot see: they move to where they may, if there is room.
    const broken = (group: number[], number: number) => group.some((other) => (rules.broken(rows[other]!, rows[number]!) & 1) !== 0);
    for (const group of groups) {
      for (const number of group.slice(1)) {
        if (!broken(group.filter((other) => other !== number), number)) continue;
        const room = groups.filter((other) => other !== group && other.length > 1 && other.length <= capacity && !broken(other, number));
        const smallest = room.reduce<number[] | undefined>((best, other) => (best && best.length <= other.length ? best : other), undefined);
        if (!smallest) continue;
        group.splice(group.indexOf(number), 1);
        smallest.push(number);
      }
    }
    leave(over, "no-room");
    leave(groups.filter(({ length }) => length === 1).map(([number]) => number!), "spare");
    return { grouping: groupingOf(groups.filter(({ length }) => length > 1)), left, algorithm: "bridge", order, proof: null };
  }
  throw new Error("Where nothing is forbidden, there is a way.");
}
