import { errorKind } from "../shared/errors.ts";

export const timeErrors = {
  /** 422: no such zone in this source; names are IANA's and their case counts. */
  unknownZone: errorKind("time/unknown_zone", 422),
  /** 422: not a date, a time of day, an instant or a set of days that exists. */
  invalid: errorKind("time/invalid", 422),
  /** 500: the zone is there, but its data cannot be used; the operator has to mend it. */
  unreadableZone: errorKind("time/unreadable_zone", 500),
};
