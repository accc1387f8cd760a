import type { Busy } from "@meanwhile/core/pairing";
import { instantToMs, type LocalDateTime, toInstant, type Zone, type ZoneSource } from "@meanwhile/core/time";
import type ICAL from "ical.js";
import type { FreeBusy } from "../calls/freeBusy.ts";
import { textOf } from "../http/textOf.ts";
import { systemZones } from "../time/index.ts";

export interface IcsFreeBusyOptions {
  /**
   * The address of a member's calendar file, `https` or `http`; `null` where they gave none. This server fetches it, so check what members type: no address
   * within your own network. Such addresses are secrets; none is named in an error.
   */
  url(memberId: string, workspace: string): string | null | Promise<string | null>;
  zones?: Pick<ZoneSource, "zone">;
  /** Milliseconds to wait for each file; 8,000 unless told. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
}

const MAX_BYTES = 8 * 1024 * 1024;
/** Of one file. A daily meeting of ten years has 3,650. */
const MOST_OCCURRENCES = 20_000;
/** Files fetched side by side. */
const AT_ONCE = 8;

/**
 * Free and busy from calendar files (RFC 5545), as calendars publish them: events that are not transparent and not cancelled, repeated ones with
 * their exceptions, and `VFREEBUSY`. Whole days and times without a zone are the member's own. A file that cannot be read leaves its member out.
 * Needs the package `ical.js`.
 */
export function icsFreeBusy({ url, zones = systemZones(), timeoutMs = 8000, fetch = globalThis.fetch }: IcsFreeBusyOptions): FreeBusy {
  return {
    async busy({ workspace, members, from, to, signal }) {
      const { default: ical } = await import("ical.js");
      const busy = new Map<string, readonly Busy[]>();
      const waiting = [...members];
      const work = async () => {
        for (let member = waiting.pop(); member; member = waiting.pop()) {
          signal.throwIfAborted();
          const address = await url(member.id, workspace);
          if (address === null) continue;
          try {
            const response = await fetch(address, { redirect: "follow", signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
            const text = await textOf(response, MAX_BYTES, "A calendar");
            if (response.ok) busy.set(member.id, readBusy(ical, text, { from, to, own: zones.zone(member.timeZone), zones }));
          } catch {
            // Left out: their working hours count.
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      signal.throwIfAborted();
      return busy;
    },
  };
}

interface Reading {
  from: string;
  to: string;
  /** The owner's zone. */
  own: Zone;
  zones: Pick<ZoneSource, "zone">;
}

/** What a calendar file says is taken within. Throws where it is none. */
function readBusy(ical: typeof ICAL, text: string, reading: Reading): Busy[] {
  const calendar = new ical.Component(ical.parse(text) as string);
  const busy: Busy[] = [];
  const [first, last] = [instantToMs(reading.from), instantToMs(reading.to)];
  const add = (start: number, end: number) => {
    if (start < end && start < last && end > first) busy.push({ from: new Date(start).toISOString(), to: new Date(end).toISOString() });
  };
  for (const part of calendar.getAllSubcomponents("vfreebusy")) {
    for (const property of part.getAllProperties("freebusy")) {
      if (property.getFirstParameter("fbtype") === "FREE") continue;
      for (const period of property.getValues() as ICAL.Period[]) add(period.start.toUnixTime() * 1000, period.getEnd().toUnixTime() * 1000);
    }
  }
  const events = calendar.getAllSubcomponents("vevent");
  const moved = events.filter(isMoved);
  let left = MOST_OCCURRENCES;
  for (const component of events) {
    const uid = component.getFirstPropertyValue("uid");
    const event = new ical.Event(component, { exceptions: isMoved(component) ? [] : moved.filter((one) => one.getFirstPropertyValue("uid") === uid) });
    for (const { item, startDate, endDate } of occurrencesOf(event)) {
      if (left-- === 0) return busy;
      // One that was moved is an event of its own here.
      if (item !== event) continue;
      const property = component.getFirstProperty("dtstart");
      const start = msOf(startDate, property, reading);
      if (start >= last) break;
      if (!isFree(component)) add(start, msOf(endDate, property, reading));
    }
  }
  return busy;
}

function* occurrencesOf(event: ICAL.Event): Generator<{ item: ICAL.Event; startDate: ICAL.Time; endDate: ICAL.Time }> {
  if (event.isRecurrenceException() || !event.isRecurring()) return yield { item: event, startDate: event.startDate, endDate: event.endDate };
  const times = event.iterator();
  for (let time = times.next(); time; time = times.next()) yield event.getOccurrenceDetails(time);
}

function isMoved(event: ICAL.Component): boolean {
  return event.hasProperty("recurrence-id");
}

function isFree(event: ICAL.Component): boolean {
  return event.getFirstPropertyValue("transp") === "TRANSPARENT" || event.getFirstPropertyValue("status") === "CANCELLED";
}

/** In milliseconds. A zone that the file names and does not describe is looked up; without one, the clock is the owner's. */
function msOf(time: ICAL.Time, property: ICAL.Property | null, { own, zones }: Reading): number {
  if (time.zone && time.zone.tzid !== "floating") return time.toUnixTime() * 1000;
  const pad = (number: number) => String(number).padStart(2, "0");
  const local: LocalDateTime = { date: `${String(time.year).padStart(4, "0")}-${pad(time.month)}-${pad(time.day)}`, time: `${pad(time.hour)}:${pad(time.minute)}` };
  return instantToMs(toInstant(zoneNamed(property?.getFirstParameter("tzid"), zones) ?? own, local));
}

function zoneNamed(name: string | undefined, zones: Pick<ZoneSource, "zone">): Zone | undefined {
  if (!name) return undefined;
  try {
    return zones.zone(name);
  } catch {
    return undefined;
  }
}
