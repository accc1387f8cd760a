/** Waits; rejects with the signal's reason when it is aborted first. */
export type Delay = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** A number in [0, 1). */
export type Random = () => number;

/** Milliseconds since the epoch. */
export type Now = () => number;

export const systemNow: Now = () => Date.now();

export const systemRandom: Random = () => Math.random();

export const systemDelay: Delay = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
