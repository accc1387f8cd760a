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

/** The largest weight with which sums over n people are exact, on either side of zero. */
export function largestWeight(n: number): number {
  return Math.floor(Number.MAX_SAFE_INTEGER / (4 * n));
}

/** @throws where a weight is neither a whole number up to `largest`, on either side of zero, nor `-Infinity`. */
export function checkWeight(given: number, largest: number, i: number, j: number): void {
  if (given === -Infinity || (Number.isInteger(given) && given <= largest && given >= -largest)) return;
  if (Number.isInteger(given)) throw matchingErrors.weightTooLarge(`The weight ${given} of ${i} and ${j} is too large to be exact: here at most ${largest} is.`);
  throw matchingErrors.invalidWeight(`The weight of ${i} and ${j} is ${String(given)}. Give a whole number, or -Infinity where they may not be together.`);
}
