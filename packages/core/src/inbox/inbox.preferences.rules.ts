import { INBOX_REASONS } from "./inbox.item.rules.ts";
import type { DeliveryChannel, InboxPreferences, InboxReason } from "./inbox.schema.ts";

const DELIVERY_CHANNELS: readonly DeliveryChannel[] = ["in_app", "email", "slack", "push", "webhook"];

/** Worth an e-mail or a push to somebody who is not looking. */
const PRESSING: readonly InboxReason[] = ["proposal", "assigned", "met_asked", "paired", "still_there", "mentioned", "answered", "unread_for_you"];
const BY_MAIL: readonly InboxReason[] = [...PRESSING, "decision", "review_due", "replied"];

/** All news in the inbox; by mail what is not mere following; by push what waits for this person; nothing where something must be set up first. */
const DEFAULTS: Record<DeliveryChannel, readonly InboxReason[]> = { in_app: INBOX_REASONS, email: BY_MAIL, slack: [], push: PRESSING, webhook: [] };

/** A single choice that differs from what we would do. */
export interface PreferenceChoice {
  reason: InboxReason;
  via: DeliveryChannel;
  on: boolean;
}

/** What holds for a member with these choices; of several for one thing, the last. */
export function preferencesWith(choices: readonly PreferenceChoice[]): InboxPreferences["preferences"] {
  const chosen = new Map(choices.map(({ reason, via, on }) => [`${reason} ${via}`, on]));
  const row = (reason: InboxReason) => Object.fromEntries(DELIVERY_CHANNELS.map((via) => [via, chosen.get(`${reason} ${via}`) ?? DEFAULTS[via].includes(reason)]));
  return Object.fromEntries(INBOX_REASONS.map((reason) => [reason, row(reason)])) as InboxPreferences["preferences"];
}
