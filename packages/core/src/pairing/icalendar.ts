import { type Instant, instantFromMs, instantToMs } from "../time/index.ts";

/** Somebody with a name and an e-mail address. */
export interface CalendarAddress {
  name: string;
  email: string;
}

/** A meeting, as a calendar is told of it. */
export interface Meeting {
  /**
   * The same for everything that is ever said of this meeting, and for no other: the group's id at the host's domain, such as
   * `prg_0198…@example.com`. Calendars find the meeting by it.
   */
  uid: string;
  /** 0 at first, one more with every change and with the cancellation: calendars ignore what is not newer. */
  sequence: number;
  /** When this was written. */
  at: Instant;
  from: Instant;
  to: Instant;
  summary: string;
  description?: string;
  location?: string;
  /** Where it is talked about; an absolute URL. */
  url?: string;
}

/** A meeting that others are asked to. */
export interface Invite extends Meeting {
  organizer: CalendarAddress;
  attendees: readonly CalendarAddress[];
}

/**
 * An invitation, or a change of one, as a calendar takes it by e-mail: `text/calendar; method=REQUEST; charset=utf-8` (RFC 5545, RFC 5546).
 * Times are in UTC, so that no calendar has to know our zones.
 */
export function inviteToMeeting(invite: Invite): string {
  return calendar("REQUEST", invite);
}

/** Takes the meeting out of their calendars again: `text/calendar; method=CANCEL; charset=utf-8`. */
export function cancelMeeting(invite: Invite): string {
  return calendar("CANCEL", invite);
}

/** A file by which somebody puts the meeting into their own calendar, and asks nobody: `text/calendar; charset=utf-8`. */
export function meetingFile(meeting: Meeting): string {
  return written(meeting, [], "CONFIRMED", []);
}

function calendar(method: "REQUEST" | "CANCEL", { organizer, attendees, ...meeting }: Invite): string {
  const answer = method === "REQUEST" ? ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" : "";
  return written(meeting, [`METHOD:${method}`], method === "REQUEST" ? "CONFIRMED" : "CANCELLED", [
    `ORGANIZER${named(organizer)}`,
    ...attendees.map((attendee) => `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT${answer}${named(attendee)}`),
  ]);
}

function written(meeting: Meeting, method: readonly string[], status: string, people: readonly string[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Meanwhile//Pairing//EN",
    "CALSCALE:GREGORIAN",
    ...method,
    "BEGIN:VEVENT",
    `UID:${text(meeting.uid)}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.at)}`,
    `DTSTART:${utc(meeting.from)}`,
    `DTEND:${utc(meeting.to)}`,
    `SUMMARY:${text(meeting.summary)}`,
    ...(meeting.description ? [`DESCRIPTION:${text(meeting.description)}`] : []),
    ...(meeting.location ? [`LOCATION:${text(meeting.location)}`] : []),
    ...(meeting.url ? [`URL:${uri(meeting.url)}`] : []),
    `STATUS:${status}`,
    ...people,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** `20261123T090000Z` */
function utc(instant: Instant): string {
  return `${instantFromMs(instantToMs(instant)).slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** A value of type TEXT, RFC 5545 3.3.11. */
function text(value: string): string {
  return clean(value.replace(/\r\n?/g, "\n"))
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** A name as a parameter, whose quotes and line ends are written as RFC 6868 has them, and the address. */
function named({ name, email }: CalendarAddress): string {
  const quoted = clean(name.replace(/\r\n?/g, "\n")).replace(/\^/g, "^^").replace(/"/g, "^'").replace(/\n/g, "^n");
  return `;CN="${quoted}":mailto:${uri(email)}`;
}

/** Nothing in it ends the line or the value. */
function uri(value: string): string {
  return encodeURI(clean(value).replace(/\n/g, "")).replace(/%25/g, "%");
}

/** Without control characters, which no calendar may be sent, and without halves of characters. Line ends stay. */
function clean(value: string): string {
  return value.replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, (control) => (control === "\t" ? " " : "")).replace(/\p{Cs}/gu, "\uFFFD");
}

const LONGEST_LINE = 75;

/** Breaks a line into pieces of 75 octets at the most, the space that begins each later one included; never within a character. RFC 5545 3.1. */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0)!);
    if (octets + size > LONGEST_LINE) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** In UTF-8. */
function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_00_00 ? 3 : 4;
}
