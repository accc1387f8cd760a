import { errorKind } from "../shared/errors.ts";

export const memberErrors = {
  /** 422: somebody named in the request is not in this workspace. */
  unknownMember: errorKind("members/unknown_member", 422),
  /** 422: not a zone of the IANA database. */
  unknownTimeZone: errorKind("members/unknown_time_zone", 422),
  /** 403: the member was deactivated. */
  deactivated: errorKind("members/deactivated", 403),
  /** 401: the session is of somebody else than the client was made for. */
  otherMember: errorKind("members/other_member", 401),
};
