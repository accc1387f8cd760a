// What the inbox benchmark's servers hold.

export const WORKSPACE = "acme";
export const ME = "me";
export const START = Date.UTC(2026, 0, 5, 9);
export const CHANNELS = Array.from({ length: 20 }, (_, i) => `chn_01${String(i).padStart(24, "0")}`);
export const TEXT = "Two of the five customers we asked had missed the notice, so let us move the date by a week and say why in the first line.";

export function threadId(n) {
  return `thr_01${String(n).padStart(24, "0")}`;
}

/** The thread that everybody of `followers` takes part in. */
export const FOLLOWED = threadId(0);

export function followers(count) {
  return Array.from({ length: count }, (_, i) => `follower-${i}`);
}
