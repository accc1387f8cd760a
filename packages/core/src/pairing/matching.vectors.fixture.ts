import { matchInBlocks } from "./blocks.ts";
import { bridge } from "./bridge.ts";
import { formGroups } from "./groups.ts";
import { maxWeightPerfectMatching, type Weight } from "./matching.ts";
import { fingerprintOf, jitter, mix, sfc32 } from "./random.ts";
import { matchWithTrio } from "./trios.ts";

/** Results that are the same in every engine, as text. */
export function vectors(): string {
  const weight: Weight = (i, j) => jitter(42, i, j) % 1_000_000;
  const random = sfc32(1);
  const exact = [10, 100, 400].map((n) => {
    const { mate, value, bound } = maxWeightPerfectMatching(n, weight)!;
    return { n, value, bound, mates: fingerprintOf(mate) };
  });
  const blocks = matchInBlocks(1000, weight, sfc32(42));
  const groups = formGroups([5, 4, 4, 4, 4, 4], weight, sfc32(42), { kicks: 50 });
  const trio = matchWithTrio(31, weight, sfc32(42))!;
  const across = bridge(20, 50, (first, second) => weight(first, 20 + second), sfc32(42));
  return JSON.stringify({
    mix: mix(1, 2, 3),
    sfc32: [random.next(), random.next(), random.next(), random.next()],
    exact,
    blocks: { value: blocks.value, mates: fingerprintOf(blocks.mate) },
    groups: { value: groups.value, members: fingerprintOf(groups.members) },
    trio: { value: trio.value, trio: trio.trio, mates: fingerprintOf(trio.mate) },
    bridge: { value: across.value, partners: fingerprintOf(across.partnerOf) },
  });
}
