import { eachPair, type Grouping } from "./grouping.ts";
import type { RoundMetrics, Spread, Unplaced } from "./plan.result.ts";
import type { Prepared } from "./prepare.ts";
import { NEVER, type Roster } from "./roster.ts";

/** What a round is like, in numbers. `proved`: its repeats cannot be fewer. */
export function metricsOf({ roster, facts, options, round }: Prepared, grouping: Grouping, unplaced: readonly Unplaced<unknown>[], proved: boolean): RoundMetrics {
  const { columns, rows, count, trios } = roster;
  const { window, meeting, mix } = options;
  const metrics = { pairs: 0, repeats: 0, outOfHours: 0, newcomerPairs: 0, mixed: Object.fromEntries(mix.map((name) => [name, 0])) as Record<string, number> };
  const partners = partnersOf(roster, round);
  const minutes: number[] = [];
  eachPair(grouping, (a, b) => {
    const times = facts.timesMet(a, b);
    metrics.pairs++;
    if (times > 0 && facts.lastMet() >= round - window) metrics.repeats++;
    if (times === 0) {
      partners[a]!++;
      partners[b]!++;
    }
    if (columns.hours) {
      const common = facts.minutes(a, b);
      minutes.push(common);
      if (common < meeting) metrics.outOfHours++;
    }
    for (const name of mix) if (facts.differ(name, a, b)) metrics.mixed[name]!++;
    if (columns.newcomer?.[a] && columns.newcomer[b]) metrics.newcomerPairs++;
  });

  const times = Int32Array.from(trios.times);
  let now = 0;
  let soonest: number | null = null;
  for (let group = 0; group + 1 < grouping.starts.length; group++) {
    const members = grouping.members.subarray(grouping.starts[group], grouping.starts[group + 1]);
    if (members.length < 3) continue;
    now++;
    for (const row of members) {
      times[row]!++;
      const last = trios.last[row]!;
      if (last !== NEVER) soonest = Math.min(soonest ?? Infinity, round - last);
    }
  }
  const of = (values: Int32Array) => rows.map((row) => values[row]!);
  const met = of(partners);
  const reasons: RoundMetrics["unplaced"] = {};
  for (const { reason } of unplaced) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    people: count,
    placed: grouping.members.length,
    ...metrics,
    unavoidableRepeats: proved ? metrics.repeats : null,
    partners: spreadOf(met),
    neverMet: (count * (count - 1) - met.reduce((sum, times_) => sum + times_, 0)) / 2,
    trios: { now, times: spreadOf(of(times)), soonest },
    overlap: columns.hours ? spreadOf(Int32Array.from(minutes)) : null,
    burden: spreadOf(rows.map((row) => columns.burden?.[row] ?? 0)),
    unplaced: reasons,
  };
}

/** By row: how many different people each has met, of those who take part. */
function partnersOf({ columns, rows, history: { rounds, partners } }: Roster, round: number): Int32Array {
  const slots = rounds.length;
  const taking = new Uint8Array(columns.count);
  for (const row of rows) taking[row] = 1;
  const met = new Int32Array(columns.count);
  // Who has been seen already for this row: marked with its number, so nothing has to be cleared.
  const seen = new Int32Array(columns.count).fill(-1);
  for (const row of rows) {
    for (let slot = 0, at = row * slots; slot < slots; slot++, at++) {
      const other = partners[at]!;
      if (other < 0 || rounds[slot]! >= round || seen[other] === row || taking[other] === 0) continue;
      seen[other] = row;
      met[row]!++;
    }
  }
  return met;
}

function spreadOf(values: Int32Array): Spread {
  if (values.length === 0) return { min: 0, median: 0, max: 0 };
  const sorted = values.slice().sort();
  return { min: sorted[0]!, median: sorted[sorted.length >> 1]!, max: sorted.at(-1)! };
}
