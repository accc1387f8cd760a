import { errorKind } from "../shared/errors.ts";

export const inboxErrors = {
  /** 422: a snooze until a time that is over. */
  past: errorKind("inbox/past", 422),
  /** 409: a snooze until somebody is back who is at work today. */
  notAway: errorKind("inbox/not_away", 409),
  /** 422: somebody for whom a thread should be marked unread may not see it; `details.memberIds` says who. */
  cannotSee: errorKind("inbox/cannot_see", 422),
  /** 410: ten minutes are over; nothing was changed. */
  undoExpired: errorKind("inbox/undo_expired", 410),
  /** 422: a period that ends before it begins. */
  emptyPeriod: errorKind("inbox/empty_period", 422),
};
