import type { Facts } from "./facts.ts";
import { planErrors } from "./plan.errors.ts";
import type { Rule, RuleId } from "./plan.input.ts";
import type { Roster } from "./roster.ts";

/** The rules of a round, as bits: bit 0 is what is never relaxed, the others are in the order in which they may be. */
export interface RuleBook {
  /** The rules two rows would break together; 0 is none. */
  broken(a: number, b: number): number;
  /** By bit: what the rule is called. Bit 0 stands for several. */
  idsOf(bits: number, a: number, b: number): RuleId[];
  /** How many may be relaxed. */
  relaxable: number;
}

/** What `infeasible` and a result call a rule. */
export function ruleId(rule: Rule): RuleId {
  return rule.kind === "differ" ? `differ:${rule.attribute}` : rule.kind;
}

export function ruleBook(rules: readonly Rule[], relax: readonly RuleId[], roster: Roster, facts: Facts): RuleBook {
  const checks = rules.filter(({ kind }) => kind !== "bridge").map((rule) => {
    const place = relax.indexOf(ruleId(rule));
    if (place >= 0 && rule.kind === "never") throw planErrors.invalid("`never` cannot be relaxed.");
    return { id: ruleId(rule), bit: 1 << (place + 1), breaks: breaks(rule, roster, facts) };
  });
  return {
    broken(a, b) {
      let bits = 0;
      for (let at = 0; at < checks.length; at++) if (checks[at]!.breaks(a, b)) bits |= checks[at]!.bit;
      return bits;
    },
    idsOf: (bits, a, b) => checks.filter((check) => (bits & check.bit) !== 0 && check.breaks(a, b)).map(({ id }) => id),
    relaxable: relax.length,
  };
}

function breaks(rule: Rule, { columns, names: { rowOf } }: Roster, { minutes, differ }: Facts): (a: number, b: number) => boolean {
  if (rule.kind === "overlap") return (a, b) => minutes(a, b) < rule.minutes;
  if (rule.kind === "differ") return (a, b) => !differ(rule.attribute, a, b);
  if (rule.kind !== "never") return () => false;
  const { count } = columns;
  const listed = new Uint8Array(count);
  const pairs = new Set<number>();
  for (const [x, y] of rule.pairs) {
    const a = rowOf(x);
    const b = rowOf(y);
    if (a === undefined || b === undefined) continue;
    listed[a] = listed[b] = 1;
    pairs.add(a * count + b).add(b * count + a);
  }
  return (a, b) => listed[a] === 1 && listed[b] === 1 && pairs.has(a * count + b);
}
