import { type Calendar, windowOn, worksOn } from "../members/members.calendar.rules.ts";
import { addDays, type Instant, instantFromMs, instantToMs, type LocalDateTime, localParts, toInstant, toLocal, type Zone, type ZoneSource } from "../time/index.ts";
import type { Busy } from "./overlap.ts";

/** Somebody who is to be there. */
export interface Attendee {
  id: string;
  /** Zone, hours, days off, absence. */
  calendar: Calendar;
  /** When they cannot, as their calendar says. */
  busy?: readonly Busy[];
  /** Minutes outside their hours that they have borne in earlier meetings. */
  borne?: number;
}

/** A time for a meeting, and what it means to each of them. */
export interface ProposedTime {
  from: Instant;
  to: Instant;
  members: {
    id: string;
    /** What their clock shows when it begins. */
    local: LocalDateTime;
    /** How many of its minutes are outside their working hours. */
    burden: number;
  }[];
}

export interface TimesWanted {
  members: readonly Attendee[];
  /** How long it takes, in whole minutes. */
  minutes: number;
  /** Within which it begins and ends; eight weeks at the most. */
  window: { from: Instant; to: Instant };
  zones: Pick<ZoneSource, "zone">;
  /** 3 unless told. Fewer come back where there are no more. */
  count?: number;
  /** It begins at whole multiples of this many minutes of the hour, in UTC; 30 unless told. */
  step?: 5 | 10 | 15 | 20 | 30 | 60;
  /** How far outside somebody's hours it may reach, in minutes; 180 unless told, so that nobody meets at night. */
  furthest?: number;
}

const MINUTE = 60_000;
const LONGEST = 56 * 24 * 60;

/**
 * The best times for a meeting, best first, on different days as far as that burdens nobody more. Nobody meets while they are busy, on a day on
 * which they don't work, or further outside their hours than `furthest`; where that leaves nothing, nothing is proposed.
 *
 * Best is: the fewest minutes outside anybody's hours in all; of the same number, those borne by who has borne least so far, so that the late
 * hour goes round; then the least far outside; then the rounder, then the earlier time.
 */
export function proposeTimes({ members, minutes, window, zones, count = 3, step = 30, furthest = 180 }: TimesWanted): ProposedTime[] {
  const first = Math.ceil(instantToMs(window.from) / (step * MINUTE)) * step;
  const last = Math.min(Math.floor(instantToMs(window.to) / MINUTE), first + LONGEST);
  const days = members.map((member) => minutesOf(member, zones.zone(member.calendar.timeZone), first, last, furthest));
  const slots: Slot[] = [];
  for (let start = first; start + minutes <= last; start += step) {
    const each = days.map((outside) => measure(outside, start - first, minutes));
    if (each.every((found) => found !== null)) slots.push(slotOf(start, each, members));
  }
  slots.sort(compareSlots);
  return spread(slots, count, minutes, zones.zone(members[0]?.calendar.timeZone ?? "UTC")).map(({ start, burdens }) => ({
    from: instantFromMs(start * MINUTE),
    to: instantFromMs((start + minutes) * MINUTE),
    members: members.map(({ id, calendar }, index) => ({ id, local: toLocal(zones.zone(calendar.timeZone), instantFromMs(start * MINUTE)), burden: burdens[index]! })),
  }));
}

/** `start` in minutes since the epoch. */
interface Slot {
  start: number;
  burdens: number[];
  total: number;
  /** What each would have borne with it, the most first. */
  borne: number[];
  far: number;
}

const NEVER = -1;

/** For each minute of the window: 0 in their hours, else how far outside them, or that they cannot. */
function minutesOf({ calendar, busy = [] }: Attendee, zone: Zone, first: number, last: number, furthest: number): Int16Array {
  const outside = new Int16Array(Math.max(0, last - first)).fill(NEVER);
  const at = (instant: Instant) => Math.floor(instantToMs(instant) / MINUTE) - first;
  const fill = (value: number, from: number, to: number) => outside.fill(value, Math.max(0, from), Math.max(0, to));
  const firstDay = addDays(toLocal(zone, instantFromMs(first * MINUTE)).date, -1);
  const lastDay = addDays(toLocal(zone, instantFromMs(last * MINUTE)).date, 1);
  const worked: { day: string; from: number; to: number }[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    if (!worksOn(calendar, day)) continue;
    const hours = windowOn(calendar, day, zone);
    worked.push({ day, from: at(hours.from), to: at(hours.to) });
    fill(furthest + 1, at(startOf(day, zone)), at(startOf(addDays(day, 1), zone)));
  }
  for (const { from, to } of worked) {
    for (let far = furthest; far > 0; far--) {
      nearer(outside, from - far, far);
      nearer(outside, to - 1 + far, far);
    }
  }
  for (const { from, to } of worked) fill(0, from, to);
  for (const { from, to } of busy) fill(NEVER, at(from), Math.ceil(instantToMs(to) / MINUTE) - first);
  return outside.map((far) => (far > furthest ? NEVER : far));
}

function startOf(day: string, zone: Zone): Instant {
  return toInstant(zone, { date: day, time: "00:00" }, { gap: "first-valid" });
}

function nearer(outside: Int16Array, minute: number, far: number): void {
  if (outside[minute]! > far) outside[minute] = far;
}

/** How many minutes are outside, and how far the furthest; `null` where one of them is impossible. */
function measure(outside: Int16Array, from: number, minutes: number): { burden: number; far: number } | null {
  let burden = 0;
  let far = 0;
  for (let minute = from; minute < from + minutes; minute++) {
    const away = outside[minute]!;
    if (away === NEVER) return null;
    if (away > 0) burden++;
    if (away > far) far = away;
  }
  return { burden, far };
}

function slotOf(start: number, each: readonly { burden: number; far: number }[], members: readonly Attendee[]): Slot {
  const burdens = each.map(({ burden }) => burden);
  return {
    start,
    burdens,
    total: burdens.reduce((sum, burden) => sum + burden, 0),
    borne: burdens.map((burden, index) => burden + (members[index]!.borne ?? 0)).sort((a, b) => b - a),
    far: Math.max(0, ...each.map(({ far }) => far)),
  };
}

function compareSlots(a: Slot, b: Slot): number {
  if (a.total !== b.total) return a.total - b.total;
  const differs = a.borne.findIndex((minutes, index) => minutes !== b.borne[index]);
  if (differs >= 0) return a.borne[differs]! - b.borne[differs]!;
  return a.far - b.far || roundness(a.start) - roundness(b.start) || a.start - b.start;
}

/** 0 on the hour, 1 on the half, 2 elsewhere. */
function roundness(start: number): number {
  return start % 60 === 0 ? 0 : start % 30 === 0 ? 1 : 2;
}

/** Of slots that cost the same in all, takes those on days that have none yet, then the others; never two that overlap. */
function spread(slots: readonly Slot[], count: number, minutes: number, zone: Zone): Slot[] {
  const chosen: Slot[] = [];
  const days = new Set<string>();
  const dayOf = ({ start }: Slot) => localParts(zone, instantFromMs(start * MINUTE)).date;
  const take = (from: readonly Slot[], anyDay: boolean) => {
    for (const slot of from) {
      if (chosen.length >= count) return;
      if (chosen.some(({ start }) => Math.abs(start - slot.start) < minutes)) continue;
      if (!anyDay && days.has(dayOf(slot))) continue;
      days.add(dayOf(slot));
      chosen.push(slot);
    }
  };
  for (let begin = 0; begin < slots.length && chosen.length < count; ) {
    const next = slots.findIndex(({ total }, index) => index > begin && total !== slots[begin]!.total);
    const same = slots.slice(begin, next < 0 ? undefined : next);
    take(same, false);
    take(same, true);
    begin += same.length;
  }
  return chosen;
}
