import { commonMinutes, MASK_WORDS } from "./overlap.ts";
import { NEVER, type Roster } from "./roster.ts";

/** What is known of two people, by row. Asked millions of times in a large round, so nothing is made on the way. */
export interface Facts {
  /** How often they met before the round; `lastMet` is about the same two after it. */
  timesMet(a: number, b: number): number;
  lastMet(): number;
  /** Common minutes of the week; every minute where hours are not known. */
  minutes(a: number, b: number): number;
  differ(attribute: string, a: number, b: number): boolean;
  /** The longest ago that anybody met anybody, in rounds; 0 without a history. */
  longestAgo: number;
}

const WEEK_MINUTES = 7 * 24 * 60;
/** With so few distinct masks, all their overlaps are counted beforehand. */
const TABLE = 256;

export function factsOf({ columns: { attributes = {}, hours }, history: { rounds, partners } }: Roster, round: number): Facts {
  const slots = rounds.length;
  const usable = rounds.filter((past) => past < round);
  let last = NEVER;
  const minutes = hours ? minutesOf(hours) : () => WEEK_MINUTES;
  return {
    timesMet(a, b) {
      last = NEVER;
      let times = 0;
      for (let slot = 0, at = a * slots; slot < slots; slot++, at++) {
        if (partners[at] !== b || rounds[slot]! >= round) continue;
        times++;
        if (rounds[slot]! > last) last = rounds[slot]!;
      }
      return times;
    },
    lastMet: () => last,
    minutes,
    differ(attribute, a, b) {
      const column = attributes[attribute];
      return !column || column[a] === 0 || column[a] !== column[b];
    },
    longestAgo: usable.reduce((most, past) => Math.max(most, round - past), 0),
  };
}

function minutesOf({ masks, of }: { masks: Uint32Array; of: ArrayLike<number> }): (a: number, b: number) => number {
  const count = masks.length / MASK_WORDS;
  if (count > TABLE) return (a, b) => commonMinutes(masks, of[a]! * MASK_WORDS, masks, of[b]! * MASK_WORDS);
  const table = new Uint16Array(count * count);
  for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) table[a * count + b] = commonMinutes(masks, a * MASK_WORDS, masks, b * MASK_WORDS);
  return (a, b) => table[of[a]! * count + of[b]!]!;
}
