import { acrossBridge } from "./acrossBridge.ts";
import { formGroups } from "./groups.ts";
import { largestWeight } from "./matching.errors.ts";
import { type Arrangement, type Grouping, groupingOf } from "./grouping.ts";
import { exactPairs, pairsInBlocks } from "./pairs.ts";
import type { Prepared } from "./prepare.ts";
import { type GroupSize, groupSizes } from "./sizes.ts";

/** Chooses the way to a round by its size and kind. */
export function arrange(prepared: Prepared, size: GroupSize): Arrangement {
  const { bridge, roster: { count } } = prepared;
  if (bridge) return acrossBridge(prepared, bridge.capacity ?? 7);
  const sizes = groupSizes(count, size);
  if (count < 2) return { grouping: groupingOf([]), left: sizes.map(() => ({ number: 0, reason: "alone" })), algorithm: "none", order: [], proof: null };
  if (sizes.length === Math.floor(count / 2)) {
    const exact = count <= prepared.effort.exactMax;
    const { mate, trio = [], order, proof } = exact ? exactPairs(prepared) : pairsInBlocks(prepared);
    return { grouping: byMate(mate, trio), left: [], algorithm: exact ? (trio.length > 0 ? "trio" : "exact") : "blocks", order, proof };
  }
  return larger(prepared, sizes);
}

/** People are searched as a whole up to here. */
const WHOLE = 512;

function larger({ roster: { count }, weights, random, effort: { block, kicks } }: Prepared, sizes: number[]): Arrangement {
  const together = count <= WHOLE ? count : block;
  const pairs = sizes.slice(0, Math.ceil(together / sizes.at(-1)!)).reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const most = largestWeight(Math.min(count, WHOLE));
  for (const forbid of [true, false]) {
    // What is forbidden weighs as much as can be said: less than all pairs together has to be left for the goals.
    const { weight, order } = weights({ pairs, largest: forbid ? Math.floor(most / pairs) : most, forbid });
    const { members, forbidden } = formGroups(sizes, weight, random(3), { whole: WHOLE, block, kicks });
    if (forbid && forbidden > 0) continue;
    let from = 0;
    const groups = sizes.map((length) => [...members.subarray(from, (from += length))].sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
    return { grouping: groupingOf(groups), left: [], algorithm: "groups", order, proof: null };
  }
  throw new Error("Where nothing is forbidden, there is a way.");
}

/** Pairs and perhaps a trio, in the order of their first ones. */
function byMate(mate: Int32Array, trio: readonly number[]): Grouping {
  const members = new Int32Array(mate.length);
  const starts = new Int32Array(Math.floor(mate.length / 2) + 1);
  let at = 0;
  let group = 0;
  for (let i = 0; i < mate.length; i++) {
    if (mate[i]! >= 0 && mate[i]! < i) continue;
    if (mate[i]! < 0 && i !== trio[0]) continue;
    for (const number of mate[i]! < 0 ? trio : [i, mate[i]!]) members[at++] = number;
    starts[++group] = at;
  }
  return { starts, members };
}
