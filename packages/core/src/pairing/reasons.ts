import type { Reason } from "./plan.result.ts";
import type { Prepared } from "./prepare.ts";
import { NEVER } from "./roster.ts";

/** How good two rows are for each goal of the round, in the order of the goals. Goals about what nobody has said anything of are left out. */
export function reasonsFor({ roster, facts, goals, options, round }: Prepared, a: number, b: number): Reason<string | number>[] {
  const { columns, names: { nameOf } } = roster;
  const times = facts.timesMet(a, b);
  const last = facts.lastMet();
  const between: [string | number, string | number] = [nameOf(a), nameOf(b)];
  const reasons: Reason<string | number>[] = [];
  for (const { kind } of goals) {
    const say = (value: number | null, best: number | null, more: object = {}) => reasons.push({ goal: kind, between, value, best, ...more });
    switch (kind) {
      case "repeats":
        say(times > 0 && last >= round - options.window ? 1 : 0, 0);
        break;
      case "least-met":
        say(times, 0);
        break;
      case "oldest":
        say(last === NEVER ? null : round - last, null);
        break;
      case "overlap":
        if (columns.hours) say(facts.minutes(a, b), options.cap);
        break;
      case "mix": {
        const differing = options.mix.filter((name) => facts.differ(name, a, b));
        say(differing.length, options.mix.length, { attributes: differing });
        break;
      }
      case "newcomers":
        if (columns.newcomer?.includes(1)) say(columns.newcomer[a] && columns.newcomer[b] ? 0 : 1, 1);
        break;
      case "burden":
        if (columns.hours) say(facts.minutes(a, b) >= options.meeting ? 1 : 0, 1);
        break;
    }
  }
  return reasons;
}
