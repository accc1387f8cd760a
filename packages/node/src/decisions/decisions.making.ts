import { memberErrors, type MemberRef, type Review, reviewInstant, sharedErrors } from "@meanwhile/core";
import type { Writing } from "../calls/context.ts";
import type { addressOf } from "../comments/comments.store.ts";
import { sql } from "../db/sql.ts";
import { planDue } from "../jobs/due.ts";
import { memberZone } from "../members/members.calendar.ts";
import { insertDecision, insertVersion, type NewDecision, supersede } from "./decisions.store.ts";
import { REVIEW } from "./decisions.reviews.ts";

/** Where something in a thread happened. */
export type Address = ReturnType<typeof addressOf>;

/**
 * Makes a decision in a thread whose row is locked: it takes the place of the thread's decision before it and of `other`, is planned for its
 * review and told.
 */
export async function makeDecision(writing: Writing, address: Address, decision: NewDecision, other?: NewDecision["id"]): Promise<void> {
  const { db, actor, now } = writing;
  const superseded = await supersede(db, actor, decision.id, decision.threadId, other, now);
  await insertDecision(db, actor.workspace, decision, now);
  const { statement, body, deciderIds, alternatives, dissent, review } = decision;
  await insertVersion(db, actor.workspace, decision.id, 1, { statement, body, deciderIds, alternatives, dissent, review }, [], now, decision.authorId);
  await planReview(writing, decision.id, decision.review);
  for (const { id, threadId, spaceId, channelId, version } of superseded) {
    writing.emit({ type: "decision.changed", threadId, spaceId, ...(channelId && { channelId }), decisionId: id, version });
  }
  writing.emit({ type: "decision.made", ...address, decisionId: decision.id, version: 1 });
}

/** Plans the next look at a decision. None needs no cancelling: what is due looks whether it still has anything to do. */
export async function planReview({ db, actor, zones }: Writing, id: NewDecision["id"], review: Review | null): Promise<void> {
  if (review) await planDue(db, REVIEW, [{ workspace: actor.workspace, key: id, at: Date.parse(reviewInstant(review, memberZone(zones, review.timeZone))) }]);
}

/** A review as it is kept: in the zone that was given, else in the first decider's. */
export async function readReview(writing: Writing, review: { on: string; timeZone?: string | undefined } | null, deciders: readonly Pick<MemberRef, "id">[]): Promise<Review | null> {
  if (!review) return null;
  const timeZone = review.timeZone ?? (await zoneOf(writing, deciders[0]!.id));
  if (review.timeZone !== undefined && memberZone(writing.zones, timeZone).name !== timeZone) {
    throw memberErrors.unknownTimeZone(`“${timeZone}” is not a zone of the IANA database. Use a name such as Europe/Lisbon.`);
  }
  return { on: review.on, timeZone: memberZone(writing.zones, timeZone).name };
}

async function zoneOf({ db, actor }: Writing, memberId: string): Promise<string> {
  const [row] = await db.query<{ time_zone: string }>(sql`select time_zone from meanwhile.members where workspace = ${actor.workspace} and id = ${memberId}`);
  if (!row) throw sharedErrors.notFound("No such member.");
  return row.time_zone;
}
