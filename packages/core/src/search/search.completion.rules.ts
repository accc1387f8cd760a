import { OPERATOR_VALUES, SEARCH_OPERATORS, type SearchOperator } from "./search.query.rules.ts";

/** What the end of a query may become: an operator, or the value of one. */
export interface Completion {
  /** Where what is typed begins, in UTF-16 units. */
  start: number;
  negated: boolean;
  /** The operator whose value is being typed; `null` where the operator itself may be. */
  operator: SearchOperator | null;
  /** What is typed of it. */
  typed: string;
}

/** What somebody who types at the end of a query may be about to write; `null` within quotes, and where it can be no operator. */
export function completionOf(query: string): Completion | null {
  const [, minus = "", name = "", colon, value = ""] = /(?:^|\s)(-?)([a-z]*)(?:([:\uff1a])([^\s"“”]*))?$/iu.exec(query) ?? [];
  const typed = `${minus}${name}${colon ?? ""}${value}`;
  if (!query.endsWith(typed) || (name === "" && colon !== undefined)) return null;
  const start = query.length - typed.length;
  if (start > 0 && !/\s/u.test(query[start - 1]!)) return null;
  if (colon === undefined) return { start, negated: minus !== "", operator: null, typed: name.toLowerCase() };
  const operator = SEARCH_OPERATORS.find((one) => one === name.toLowerCase());
  return operator ? { start, negated: minus !== "", operator, typed: value } : null;
}

/** Operators that begin with what is typed; all for nothing. */
export function operatorsLike(typed: string): SearchOperator[] {
  return SEARCH_OPERATORS.filter((operator) => operator.startsWith(typed));
}

/** Values that an operator takes and that are no names. */
export function valuesLike(operator: SearchOperator, typed: string): string[] {
  const values: readonly string[] = operator === "is" || operator === "has" ? OPERATOR_VALUES[operator] : operator === "before" || operator === "after" ? ["today", "7d", "1m", "1y"] : operator === "mentions" || operator === "from" || operator === "to" ? ["me"] : [];
  return values.filter((value) => value.startsWith(typed.toLowerCase()) && value !== typed);
}

/** A query with its end completed; an operator waits for its value, a value is followed by a space. */
export function completed(query: string, { start, negated }: Completion, operator: SearchOperator, value: string | null): string {
  const before = `${query.slice(0, start)}${negated ? "-" : ""}${operator}:`;
  if (value === null) return before;
  return `${before}${/[\s"“”]/u.test(value) ? `"${value.replaceAll(/["“”\\]/gu, "\\$&")}"` : value} `;
}
