export type {
  DeliveryChannel, Follow, FollowLevel, InboxCounts, InboxItem, InboxKind, InboxPreferences, InboxReason, InboxState, Snooze, SnoozeUntil, Undo,
} from "./inbox.schema.ts";
export type { CatchUp, CatchUpEntry } from "./inbox.catchup.schema.ts";
export { inboxErrors } from "./inbox.errors.ts";
export { followsRoutes, inboxRoutes } from "./inbox.routes.ts";
export { type InboxFilter, followsKeys, followsQueries, inboxKeys, inboxQueries } from "./inbox.queries.ts";
export { INBOX_REASONS, RETURNING, inboxItemId, returns } from "./inbox.item.rules.ts";
export { type Change, type Choices, effectiveFollow, reaches, reasonOf } from "./inbox.follow.rules.ts";
export { type PreferenceChoice, preferencesWith } from "./inbox.preferences.rules.ts";
export { type Happening, type SnoozeTime, snoozeTimes, wakes } from "./inbox.snooze.rules.ts";
export { type CatchUpComment, type CatchUpPlan, arrangeCatchUp } from "./inbox.catchup.rules.ts";
export { extract } from "./inbox.summary.rules.ts";
export { type InboxItemView, applyInboxOperations, showsItem } from "./inbox.view.rules.ts";
