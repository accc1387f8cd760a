import { errorKind } from "../shared/errors.ts";

export const commentErrors = {
  /** 409: the comment was deleted. */
  deleted: errorKind("comments/deleted", 409),
  /** 422: the metadata is not what the host's schema asks for. */
  invalidMetadata: errorKind("comments/invalid_metadata", 422),
  /** 409: a comment takes at most 20 different reactions. */
  tooManyReactions: errorKind("comments/too_many_reactions", 409),
};
