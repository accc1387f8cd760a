import type { Clock } from "../db/clock.ts";

/** Waiting, apart from knowing the time: tests move on by hand. */
export interface Timer {
  /** Calls back once after so many milliseconds, unless what it returns is called first. */
  after(ms: number, run: () => void): () => void;
}

/** Never keeps a process alive. */
export const systemTimer: Timer = {
  after(ms, run) {
    const handle = setTimeout(run, ms);
    // In Node a handle that can be let go of; elsewhere a number.
    (handle as { unref?: () => void }).unref?.();
    return () => clearTimeout(handle);
  },
};

/** Calls back at each whole multiple of `ms` on the clock. One late call makes up for all that were missed while the machine slept. */
export function every(ms: number, { clock, timer }: { clock: Clock; timer: Timer }, run: (now: number) => void): () => void {
  let cancel: (() => void) | undefined;
  const wait = (): void => {
    cancel = timer.after(ms - (clock.now() % ms), () => {
      wait();
      run(clock.now());
    });
  };
  wait();
  return () => cancel?.();
}
