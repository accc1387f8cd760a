import { arrange } from "./arrange.ts";
import { type Arrangement, eachPair, type Grouping, groupingOf } from "./grouping.ts";
import { inputHashOf } from "./inputHash.ts";
import { metricsOf } from "./metrics.ts";
import type { ColumnarRoundInput, RoundInput, RuleId } from "./plan.input.ts";
import type { ColumnarPlannedRound, PlannedRound, Unplaced } from "./plan.result.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { reasonsFor } from "./reasons.ts";

type Name = string | number;

/**
 * Plans who meets whom in one round. Everybody who takes part is in exactly one group, or in `unplaced` with the reason; nobody is alone in one;
 * rules hold, except as `infeasible` allows, and then `relaxed` says for whom; of all that is possible so, the goals choose in their order.
 *
 * Pure, and the same everywhere: the same people, history, settings and seed give the same bytes, in whatever order they are named. Up to
 * `effort.exactMax` people pairs are the best there are, and `proof` shows it; above, and for larger groups, they are found by search.
 *
 * Throws `pairing/invalid_input`, and `pairing/unknown_version` for a version this package does not have.
 *
 * @example
 * const round = planRound({ version: "pairing/1", seed: "2026-11-23", round: 7, people, history, size: { target: 2 }, rules: [{ kind: "overlap", minutes: 60 }] });
 * history.addRound({ round: 7, groups: round.groups.map(({ members }) => members) });
 */
export function planRound(input: RoundInput): PlannedRound;
export function planRound(input: ColumnarRoundInput): ColumnarPlannedRound;
export function planRound(input: RoundInput | ColumnarRoundInput): PlannedRound | ColumnarPlannedRound {
  const prepared = prepare(input);
  const { roster, round } = prepared;
  const { rows, names: { nameOf } } = roster;
  const arrangement = arrange(prepared, input.size);
  const unplaced: Unplaced<Name>[] = roster.out.map(({ row, reason }) => ({ member: nameOf(row), reason }));
  const kept = apart(prepared, arrangement, unplaced);
  const grouping = { starts: kept.starts, members: kept.members.map((number) => rows[number]!) };
  unplaced.sort((a, b) => (a.member < b.member ? -1 : 1));
  const { order, proof, algorithm } = arrangement;
  const fewest = algorithm === "exact" && order[0]?.goal === "repeats" && order[0].strict;
  const result = {
    version: input.version,
    seed: input.seed,
    round,
    algorithm,
    groups: "columns" in input ? grouping : named(prepared, grouping),
    unplaced,
    relaxed: relaxedIn(prepared, grouping),
    metrics: metricsOf(prepared, grouping, unplaced, fewest),
    proof,
    order,
    inputHash: inputHashOf(prepared, input.rules ?? []),
  };
  return Object.defineProperty(result, "input", { value: input }) as unknown as PlannedRound | ColumnarPlannedRound;
}

/** Takes those out who break a rule that is not relaxed, as few as there can be in their group. What is left of one is a group if it is two or more. */
function apart({ roster, rules, random }: Prepared, { grouping, left }: Arrangement, unplaced: Unplaced<Name>[]): Grouping {
  const nameOf = (number: number) => roster.names.nameOf(roster.rows[number]!);
  const broken = (a: number, b: number) => (a === b ? 0 : rules.broken(roster.rows[a]!, roster.rows[b]!) & 1);
  for (const { number, reason } of left) unplaced.push({ member: nameOf(number), reason });
  let whole = true;
  eachPair(grouping, (a, b) => (whole &&= broken(a, b) === 0));
  if (whole) return grouping;
  const leftOut = (number: number) => roster.history.unplaced?.[roster.rows[number]!] ?? 0;
  const chance = random(9);
  const groups: number[][] = [];
  for (let group = 0; group + 1 < grouping.starts.length; group++) {
    const all = [...grouping.members.subarray(grouping.starts[group], grouping.starts[group + 1])];
    let members = all;
    for (;;) {
      const counts = members.map((a) => members.reduce((sum, b) => sum + broken(a, b), 0));
      const worst = Math.max(...counts);
      if (worst === 0) break;
      // Of those who would have to go, who was left out least often; then chance.
      const candidates = members.filter((_, at) => counts[at] === worst);
      const fewest = Math.min(...candidates.map(leftOut));
      const turn = candidates.filter((number) => leftOut(number) === fewest);
      const gone = turn[chance.int(turn.length)];
      members = members.filter((number) => number !== gone);
    }
    if (members.length > 1) groups.push(members);
    else members = [];
    for (const number of all) {
      if (members.includes(number)) continue;
      const why = new Set(all.flatMap((other) => (broken(number, other) ? rules.idsOf(1, roster.rows[number]!, roster.rows[other]!) : [])));
      unplaced.push({ member: nameOf(number), reason: "no-allowed-partner", rules: [...why].sort() });
    }
  }
  return groupingOf(groups);
}

function named(prepared: Prepared, { starts, members }: Grouping): PlannedRound["groups"] {
  const groups: PlannedRound["groups"] = [];
  for (let group = 0; group + 1 < starts.length; group++) {
    const rows = members.subarray(starts[group], starts[group + 1]);
    const reasons: PlannedRound["groups"][number]["reasons"] = [];
    eachPair({ starts: Int32Array.of(0, rows.length), members: rows }, (a, b) => void reasons.push(...(reasonsFor(prepared, a, b) as typeof reasons)));
    groups.push({ members: Array.from(rows, (row) => prepared.roster.names.nameOf(row) as string), reasons });
  }
  return groups;
}

function relaxedIn({ roster: { names: { nameOf } }, rules }: Prepared, grouping: Grouping): { rule: RuleId; pairs: [Name, Name][] }[] {
  const relaxed = new Map<RuleId, [Name, Name][]>();
  eachPair(grouping, (a, b) => {
    for (const rule of rules.idsOf(rules.broken(a, b), a, b)) {
      if (!relaxed.has(rule)) relaxed.set(rule, []);
      relaxed.get(rule)!.push([nameOf(a), nameOf(b)]);
    }
  });
  return [...relaxed].map(([rule, pairs]) => ({ rule, pairs })).sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
