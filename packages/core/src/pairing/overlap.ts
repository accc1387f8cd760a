import { windowOn, worksOn, type Calendar } from "../members/index.ts";
import { addDays, type Instant, instantToMs, type LocalDate, type Zone, type ZoneSource } from "../time/index.ts";

/**
 * The quarter hours of one week, Monday 00:00 UTC first, in 21 words of 32 bits, lowest bit first. A bit is set where somebody works for the
 * whole quarter. Made outside the planner: data about zones differs between machines, so it is input.
 */
export type WeekMask = Uint32Array;

/** A stretch of time that is taken. */
export interface Busy {
  from: Instant;
  to: Instant;
}

export const MASK_WORDS = 21;
const QUARTER = 15 * 60_000;
const QUARTERS = 672;

/**
 * Makes masks for the week that begins on `monday`, from people's own zones, hours and days off in that very week, less what is taken.
 * Equal calendars share a mask, which costs their making once.
 *
 * @example
 * const maskOf = weekMasks("2026-11-23", intlZones());
 * const hours = maskOf({ timeZone: "Europe/Berlin", workingHours: null, offDays: [], away: null });
 */
export function weekMasks(monday: LocalDate, zones: Pick<ZoneSource, "zone">): (calendar: Calendar, busy?: readonly Busy[]) => WeekMask {
  const start = instantToMs(`${monday}T00:00:00Z`);
  const made = new Map<string, WeekMask>();
  return (calendar, busy = []) => {
    const { timeZone, workingHours, offDays, away } = calendar;
    const key = JSON.stringify([timeZone, workingHours, offDays, away?.from, away?.to]);
    let mask = made.get(key);
    if (!mask) made.set(key, (mask = maskOf(calendar, monday, start, zones.zone(timeZone))));
    return busy.length === 0 ? mask : without(mask, busy, start);
  };
}

/** Minutes of the week that both have. */
export function overlapMinutes(a: WeekMask, b: WeekMask): number {
  return commonMinutes(a, 0, b, 0);
}

/** The same for masks that stand one after another, from these words on. */
export function commonMinutes(a: Uint32Array, from: number, b: Uint32Array, at: number): number {
  let bits = 0;
  for (let word = 0; word < MASK_WORDS; word++) {
    let x = a[from + word]! & b[at + word]!;
    if (x === 0) continue;
    // Counted in pairs, then in fours, in bytes, and summed by one multiplication.
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    bits += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits * 15;
}

function maskOf(calendar: Calendar, monday: LocalDate, start: number, zone: Zone): WeekMask {
  const mask = new Uint32Array(MASK_WORDS);
  // A day before and a day after: Monday in Auckland begins on Sunday.
  for (let ahead = -2; ahead <= 8; ahead++) {
    const day = addDays(monday, ahead);
    if (!worksOn(calendar, day)) continue;
    const { from, to } = windowOn(calendar, day, zone);
    const first = Math.ceil((instantToMs(from) - start) / QUARTER);
    const last = Math.floor((instantToMs(to) - start) / QUARTER);
    for (let quarter = Math.max(0, first); quarter < Math.min(QUARTERS, last); quarter++) mask[quarter >>> 5]! |= 1 << (quarter & 31);
  }
  return mask;
}

function without(mask: WeekMask, busy: readonly Busy[], start: number): WeekMask {
  const free = mask.slice();
  for (const { from, to } of busy) {
    const first = Math.floor((instantToMs(from) - start) / QUARTER);
    const last = Math.ceil((instantToMs(to) - start) / QUARTER);
    for (let quarter = Math.max(0, first); quarter < Math.min(QUARTERS, last); quarter++) free[quarter >>> 5]! &= ~(1 << (quarter & 31));
  }
  return free;
}
