import { errorKind } from "../shared/errors.ts";

export const programErrors = {
  /** 422: no such group; programs take teams, sides and people from groups of this workspace. */
  unknownGroup: errorKind("programs/unknown_group", 422),
  /** 422: the kind of program needs something that is missing: teams, or the sides of a bridge. */
  incomplete: errorKind("programs/incomplete", 422),
  /** 409: it has ended. */
  ended: errorKind("programs/ended", 409),
  /** 403: it is for the members of a channel or group, and the asking member is not one of them. */
  notForYou: errorKind("programs/not_for_you", 403),
};

export const roundErrors = {
  /** 409: another draw took its place. */
  replaced: errorKind("rounds/replaced", 409),
  /** 409: a later round was drawn, or somebody of it has a time or met already; what people agreed on is not undone. */
  underWay: errorKind("rounds/under_way", 409),
  /** 409: no round will come, so none can be shown. */
  noneComing: errorKind("rounds/none_coming", 409),
  /** 422: those two did not take part in it. */
  notInIt: errorKind("rounds/not_in_it", 422),
};

export const pairingErrors = {
  /** 409: the round was drawn again, and these people are not together any more. */
  replaced: errorKind("pairings/replaced", 409),
};
