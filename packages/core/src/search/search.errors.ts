import { errorKind } from "../shared/errors.ts";

export const searchErrors = {
  /** 409: a member keeps a hundred searches at the most. */
  tooManySaved: errorKind("search/too_many_saved", 409),
};
