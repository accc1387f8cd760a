import type { Decision } from "@meanwhile/core";

/** The parts of a decision beside its statement, as a form holds them. */
export interface OutcomeFields {
  deciders: string[];
  alternatives: { text: string; reason: string }[];
  dissent: { memberId: string; text: string }[];
  /** `YYYY-MM-DD`, or empty. */
  reviewOn: string;
  /** The id of a decision of another thread, or empty. */
  supersedes: string;
  close: boolean;
}

export function fieldsOf(decision: Decision | undefined, memberId: string | undefined): OutcomeFields {
  if (!decision) return { deciders: memberId ? [memberId] : [], alternatives: [], dissent: [], reviewOn: "", supersedes: "", close: false };
  return {
    deciders: decision.deciders.map(({ id }) => id),
    alternatives: decision.alternatives,
    dissent: decision.dissent.map(({ member, text }) => ({ memberId: member.id, text })),
    reviewOn: decision.review?.on ?? "",
    supersedes: "",
    close: false,
  };
}

/** What is missing, part by part. */
export function missingIn(statement: string, fields: OutcomeFields): Record<"statement" | "deciders" | "alternatives" | "dissent", boolean> {
  return {
    statement: statement.trim() === "",
    deciders: fields.deciders.length === 0,
    alternatives: someIncomplete(fields.alternatives),
    dissent: fields.dissent.some(({ text }) => text.trim() === ""),
  };
}

/** An alternative says what it was and why not. */
export function someIncomplete(alternatives: OutcomeFields["alternatives"]): boolean {
  return alternatives.some(({ text, reason }) => text.trim() === "" || reason.trim() === "");
}
