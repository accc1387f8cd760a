/** Where time comes from: milliseconds since the epoch. Tests move it by hand. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
