import { type Id, type InboxItemId, TYPE_ID } from "../shared/ids.ts";
import type { InboxReason } from "./inbox.schema.ts";

/** The id of the item about a thread, a decision, a proposal, a pairing or a program, whoever's inbox it is in. */
export function inboxItemId(subjectId: Id): InboxItemId {
  const part = subjectId.slice(subjectId.indexOf("_") + 1);
  if (!TYPE_ID.test(part)) throw new TypeError(`"${subjectId}" is not an id of ours.`);
  return `inb_${part}` as InboxItemId;
}

/** All reasons, the strongest first. */
export const INBOX_REASONS: readonly InboxReason[] = [
  "proposal", "assigned", "met_asked", "paired", "still_there", "mentioned", "answered", "unread_for_you", "decision", "review_due", "replied", "followed", "kept",
];

/** What brings an item back that was done or snoozed: what is meant for that member, and what settles a matter. Other words wait in it. */
export const RETURNING: readonly InboxReason[] = ["proposal", "assigned", "met_asked", "paired", "still_there", "mentioned", "answered", "unread_for_you", "decision", "review_due"];

/** Does it come back when this is why something came? */
export function returns(reasons: readonly InboxReason[]): boolean {
  return reasons.some((reason) => RETURNING.includes(reason));
}
