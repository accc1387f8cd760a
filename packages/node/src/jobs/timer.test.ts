import { expect, it } from "vitest";
import { manualTime } from "../testing/time.ts";
import { every, systemTimer } from "./timer.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 23, 12);

it("calls back on the minute, whenever it began", () => {
  const time = manualTime(NOON + 17_250);
  const calls: number[] = [];
  every(MINUTE, { clock: time, timer: time }, (now) => calls.push(now));
  time.advance(3 * MINUTE);
  expect(calls).toEqual([NOON + MINUTE, NOON + 2 * MINUTE, NOON + 3 * MINUTE]);
});

it("calls back no more once it is cancelled", () => {
  const time = manualTime(NOON);
  const calls: number[] = [];
  const cancel = every(MINUTE, { clock: time, timer: time }, (now) => calls.push(now));
  time.advance(MINUTE);
  cancel();
  time.advance(MINUTE);
  expect(calls).toHaveLength(1);
});

it("calls back once for the minutes the machine slept", () => {
  const time = manualTime(NOON);
  let asleep = 0;
  const calls: number[] = [];
  every(MINUTE, { clock: { now: () => time.now() + asleep }, timer: time }, (now) => calls.push(now));
  asleep = 5 * MINUTE + 1;
  time.advance(2 * MINUTE - 1);
  expect(calls).toEqual([NOON + 6 * MINUTE + 1, NOON + 7 * MINUTE]);
});

it("waits with the system's timer, and can be told not to", async () => {
  const called: string[] = [];
  const cancel = systemTimer.after(0, () => called.push("cancelled"));
  cancel();
  await new Promise<void>((resolve) => systemTimer.after(1, resolve));
  expect(called).toEqual([]);
});
