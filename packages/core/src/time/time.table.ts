/** What to do with a wall-clock reading that the clocks jump over. */
export type GapPolicy =
  /** Count on from before the change: 02:30 becomes 03:30 (Temporal's "compatible"). */
  | "shift"
  /** The moment of the change: 02:30 becomes 03:00. */
  | "first-valid"
  /** It does not happen. */
  | "skip";

/** Which of the two moments to take when the clocks show a reading twice. */
export type FoldPolicy = "first" | "last";

/**
 * A stretch of a zone's history as segments of constant offset, for binary search. All numbers are milliseconds; a "wall" is a
 * local reading counted as if it were UTC. `starts` and `walls` ascend; neighbouring offsets differ.
 */
export interface ZoneTable {
  /** The instant at which segment i begins; the first is -Infinity. */
  readonly starts: Float64Array;
  /** Local time minus UTC during segment i. */
  readonly offsets: Int32Array;
  /**
   * The wall from which segment i must be used: `starts[i] + max(offsets[i - 1], offsets[i])`, the end of the gap or of the fold.
   * So one search tells a gap, a fold and a plain reading apart.
   */
  readonly walls: Float64Array;
}

/** The offset at a beginning, and every later change of it, in order. */
export interface Transitions {
  first: number;
  changes: ReadonlyArray<readonly [at: number, offset: number]>;
}

/** Builds the table. Changes that change nothing are dropped; of two changes at one moment the later one counts. */
export function zoneTable({ first, changes }: Transitions): ZoneTable {
  const starts = [-Infinity];
  const offsets = [first];
  for (const [at, offset] of changes) {
    if (at === starts.at(-1)) {
      starts.pop();
      offsets.pop();
    }
    if (offset === offsets.at(-1)) continue;
    starts.push(at);
    offsets.push(offset);
  }
  const walls = starts.map((start, i) => start + Math.max(offsets[i - 1] ?? 0, offsets[i]!));
  return { starts: new Float64Array(starts), offsets: new Int32Array(offsets), walls: new Float64Array(walls) };
}

/** Local time minus UTC at an instant. */
export function offsetIn(table: ZoneTable, instant: number): number {
  return table.offsets[lastAtOrBefore(table.starts, instant)]!;
}

/** The instant at which the clocks show `wall`; `null` only in a gap with the policy `skip`. */
export function instantIn(table: ZoneTable, wall: number, gap: GapPolicy, fold: FoldPolicy): number | null {
  const i = lastAtOrBefore(table.walls, wall);
  const instant = wall - table.offsets[i]!;
  const change = table.starts[i + 1] ?? Infinity;
  // The old offset puts it after the change, and yet it is below the new segment's walls: the clocks jump over it.
  if (instant >= change) return gap === "shift" ? instant : gap === "first-valid" ? change : null;
  const again = wall - table.offsets[i + 1]!;
  return fold === "last" && again >= change ? again : instant;
}

/** The index of the last value ≤ `key`. The first value must be. */
function lastAtOrBefore(values: Float64Array, key: number): number {
  let low = 0;
  let high = values.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= key) low = middle;
    else high = middle;
  }
  return low;
}
