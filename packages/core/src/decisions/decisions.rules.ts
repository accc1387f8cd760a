import { type Instant, toInstant, type Zone } from "../time/index.ts";
import type { DecisionState, DecisionVersion, DecisionWording, Review } from "./decisions.schema.ts";

/** Does it hold? Until another takes its place or it is withdrawn; a review that is due changes nothing in that. */
export function holds(state: DecisionState): boolean {
  return state === "current" || state === "review_due" || state === "confirmed";
}

/** When to look again: at nine in the morning of that day. */
export function reviewInstant({ on }: Pick<Review, "on">, zone: Zone): Instant {
  return toInstant(zone, { date: on, time: "09:00" });
}

/** Which parts of two wordings differ. */
export function changesBetween(before: DecisionWording, after: DecisionWording): DecisionVersion["changed"] {
  const parts = (wording: DecisionWording): Record<DecisionVersion["changed"][number], unknown> => ({
    statement: wording.statement,
    deciders: wording.deciders.map(({ id }) => id),
    alternatives: wording.alternatives.map(({ text, reason }) => [text, reason]),
    dissent: wording.dissent.map(({ member, text }) => [member.id, text]),
    review: wording.review && [wording.review.on, wording.review.timeZone],
  });
  const [a, b] = [parts(before), parts(after)];
  return (Object.keys(a) as DecisionVersion["changed"]).filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]));
}
