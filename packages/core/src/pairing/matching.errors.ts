import { errorKind } from "../shared/errors.ts";

export const matchingErrors = {
  /** 422: a number of people that no round has, or more than are matched exactly at once. */
  invalidCount: errorKind("pairing/invalid_count", 422),
  /** 422: a weight that is neither a whole number nor `-Infinity`. */
  invalidWeight: errorKind("pairing/invalid_weight", 422),
  /** 422: weights so large that their sums are no longer exact. */
  weightTooLarge: errorKind("pairing/weight_too_large", 422),
};

/** With huge weights and few pairs that may be, prices add up from person to person until they are no longer exact. */
export function pricesTooLarge() {
  return matchingErrors.weightTooLarge("The prices that prove the result outgrow exact numbers. Use smaller weights, or fewer steps between the least and the largest.");
}
