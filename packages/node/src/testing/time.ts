import type { Clock } from "../db/clock.ts";
import type { Timer } from "../jobs/timer.ts";

/** Time that stands still until it is moved. */
export interface ManualTime extends Clock, Timer {
  /** Moves on by so many milliseconds, and calls what was waited for on the way, each at its own time. */
  advance(ms: number): void;
}

export function manualTime(start: number): ManualTime {
  let now = start;
  const waiting = new Set<{ at: number; run: () => void }>();
  const first = (until: number) => {
    let earliest: { at: number; run: () => void } | undefined;
    for (const entry of waiting) if (entry.at <= until && (!earliest || entry.at < earliest.at)) earliest = entry;
    return earliest;
  };
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + ms, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance(ms) {
      const until = now + ms;
      for (let entry = first(until); entry; entry = first(until)) {
        waiting.delete(entry);
        now = entry.at;
        entry.run();
      }
      now = until;
    },
  };
}
