import { errorKind } from "../shared/errors.ts";

export const digestErrors = {
  /** 422: a schedule that can't be followed; `details.issues` says which part, and the message what it should be. */
  invalidSchedule: errorKind("digest/invalid_schedule", 422),
};
