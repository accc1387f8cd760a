import { type FoldPolicy, type GapPolicy, instantToMs, type Zone } from "../time/index.ts";

const MINUTE = 60_000;

/** A zone's changes from 2024 to 2027, as they stand in its data. */
export function changesOf(zone: Zone): Array<{ at: number; before: number; after: number }> {
  const [from, until] = [instantToMs("2024-01-01T00:00Z"), instantToMs("2028-01-01T00:00Z")];
  const found = new Map<number, { at: number; before: number; after: number }>();
  for (let ms = from; ms <= until; ms += 365 * 86_400_000) {
    const { starts, offsets } = zone.table(ms);
    starts.forEach((at, i) => {
      if (at >= from && at < until) found.set(at, { at, before: offsets[i - 1]!, after: offsets[i]! });
    });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/**
 * A clock that only counts minutes across one change, and writes down when it shows each of the wanted times: by wall minute, the
 * instant. It searches nothing and subtracts no offset.
 */
export function minuteByMinute(
  change: { at: number; before: number; after: number }, from: number, until: number, wanted: Uint8Array, gap: GapPolicy = "shift", fold: FoldPolicy = "first",
): Map<number, number> {
  const shown = new Map<number, number>();
  let last = NaN;
  for (let ms = from; ms <= until; ms += MINUTE) {
    const wall = (ms + (ms < change.at ? change.before : change.after)) / MINUTE;
    // Each reading that is jumped over goes as far beyond the change as it is beyond the last one shown.
    for (let skipped = last + 1, i = 0; skipped < wall; skipped++, i++) {
      if (wanted[minuteOfDay(skipped)] && gap !== "skip") shown.set(skipped, gap === "shift" ? ms + i * MINUTE : ms);
    }
    if (wanted[minuteOfDay(wall)] && (fold === "last" || !shown.has(wall))) shown.set(wall, ms);
    last = wall;
  }
  return shown;
}

export function minuteOfDay(wall: number): number {
  return ((wall % 1440) + 1440) % 1440;
}
