import type { Rule } from "./plan.input.ts";
import type { Prepared } from "./prepare.ts";
import { mix, seedOf } from "./random.ts";
import { ruleId } from "./rules.ts";

/** 64 bits of all that counts in a round, as 16 hex digits. The order of people, of rules and of past groups is no part of it. No proof against anybody. */
export function inputHashOf({ roster: { columns, history, names }, settings }: Prepared, rules: readonly Rule[]): string {
  let [a, b, length] = [0x811c9dc5, 0x9e3779b9, 0];
  const add = (value: number) => {
    a = Math.imul(((a << 13) | (a >>> 19)) ^ value, 0x01000193);
    b = Math.imul(((b << 17) | (b >>> 15)) ^ value, 0x85ebca6b);
    length++;
  };
  const all = (values: ArrayLike<number> = []) => {
    add(values.length);
    for (let at = 0; at < values.length; at++) add(values[at]!);
  };
  const said = rules.map((rule) => (rule.kind === "never" ? "" : JSON.stringify([ruleId(rule), Object.entries(rule).sort()]))).sort();
  add(seedOf(JSON.stringify([settings, said])));
  // A sum, as pairs have no order.
  let apart = 0;
  for (const rule of rules) {
    if (rule.kind !== "never") continue;
    for (const [one, other] of rule.pairs) {
      const [x, y] = [names.rowOf(one) ?? -1, names.rowOf(other) ?? -1];
      apart = (apart + mix(Math.min(x, y), Math.max(x, y), 1)) | 0;
    }
  }
  add(apart);
  all(names.ids?.map(seedOf));
  const { count, out, cohort, newcomer, burden, hours, attributes = {} } = columns;
  add(count);
  for (const column of [out, cohort, newcomer, burden, hours?.masks, hours?.of, history.rounds, history.partners, history.unplaced]) all(column);
  for (const name of Object.keys(attributes).sort()) {
    add(seedOf(name));
    all(attributes[name]);
  }
  return [mix(a, length, b), mix(b, length, a)].map((half) => half.toString(16).padStart(8, "0")).join("");
}
