import { errorKind } from "../shared/errors.ts";

export const channelErrors = {
  /** 409: an archived channel takes no new threads, comments or members. */
  archived: errorKind("channels/archived", 409),
};
