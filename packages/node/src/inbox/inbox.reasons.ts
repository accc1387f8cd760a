import { type FollowLevel, INBOX_REASONS, type InboxReason, RETURNING } from "@meanwhile/core";

/** How reasons are kept: a bit each, so that those of two changes are put together by one operator. A bit never changes its meaning. */
const BIT: Record<InboxReason, number> = {
  kept: 1,
  followed: 2,
  replied: 4,
  review_due: 8,
  decision: 16,
  unread_for_you: 32,
  answered: 64,
  mentioned: 128,
  assigned: 256,
  proposal: 512,
  paired: 1024,
  met_asked: 2048,
  still_there: 4096,
};

export function bitOf(reason: InboxReason): number {
  return BIT[reason];
}

/** What brings back an item that was done or snoozed. */
export const RETURNING_BITS = RETURNING.reduce((bits, reason) => bits | BIT[reason], 0);

/** The strongest first; an item of which nothing is known was put there by its member. */
export function reasonsIn(bits: number): InboxReason[] {
  const reasons = INBOX_REASONS.filter((reason) => bits & BIT[reason]);
  return reasons.length === 0 ? ["kept"] : reasons;
}

/** How levels are kept: from nothing up. */
export const LEVELS: readonly FollowLevel[] = ["nothing", "decisions_only", "replies_and_mentions", "everything"];
