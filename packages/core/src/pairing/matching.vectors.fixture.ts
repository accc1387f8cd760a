import { maxWeightPerfectMatching } from "./matching.ts";
import { fingerprintOf, jitter, mix, sfc32 } from "./random.ts";

/** Results that are the same in every engine, as text. */
export function vectors(): string {
  const random = sfc32(1);
  const exact = [10, 100, 400].map((n) => {
    const { mate, value, bound } = maxWeightPerfectMatching(n, (i, j) => jitter(42, i, j) % 1_000_000)!;
    return { n, value, bound, mates: fingerprintOf(mate) };
  });
  return JSON.stringify({ mix: mix(1, 2, 3), sfc32: [random.next(), random.next(), random.next(), random.next()], exact });
}
