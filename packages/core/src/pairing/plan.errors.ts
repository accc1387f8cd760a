import { errorKind } from "../shared/errors.ts";

export const planErrors = {
  /** 422: what was handed in cannot be planned with; the message says which part, and what it should be. */
  invalid: errorKind("pairing/invalid_input", 422),
  /** 422: a version of the algorithm that this package does not have. */
  unknownVersion: errorKind("pairing/unknown_version", 422),
  /** 409: the input beside a result is not the one the result was made from. */
  otherInput: errorKind("pairing/other_input", 409),
};
