import { errorKind } from "../shared/errors.ts";

/** What is wrong with a body somebody sent; `details` holds `{ limit, actual }` where both are known. */
export const bodyErrors = {
  /** 422: more bytes or nodes than {@link BODY_LIMITS} lets through, or markup too tangled to read in reasonable time. */
  tooLarge: errorKind("body/too_large", 422),
  /** 422: quotes and lists nested too deep. */
  tooDeep: errorKind("body/too_deep", 422),
  /** 422: more links than a person would write. */
  tooManyLinks: errorKind("body/too_many_links", 422),
};
