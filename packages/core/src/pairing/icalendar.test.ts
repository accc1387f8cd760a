import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { cancelMeeting, type Invite, inviteToMeeting, meetingFile } from "./icalendar.ts";

const invite: Invite = {
  uid: "grp_0198@example.com",
  sequence: 0,
  at: "2026-11-23T09:00:00.000Z",
  from: "2026-11-25T14:30:00.000Z",
  to: "2026-11-25T15:00:00.000Z",
  summary: "Coffee: Ada and Bo",
  description: "Talk about:\n- cake; tea, or \\ both\n",
  url: "https://app.example.com/threads/thr_1?from=mail&x=1",
  organizer: { name: "Coffee at Fern & Co", email: "coffee@example.com" },
  attendees: [{ name: "Ada", email: "ada@example.com" }, { name: 'Bo "Bob" O\'Neill; Sr: ^1', email: "bo+tea@example.com" }],
};

const lines = (file: string) => file.split("\r\n");
const unfolded = (file: string) => lines(file.replace(/\r\n /g, ""));

/** The one event, as another program reads it. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as string);
  const events = calendar.getAllSubcomponents("vevent");
  expect(events).toHaveLength(1);
  const event = new ICAL.Event(events[0]);
  const value = (name: string) => events[0]!.getFirstPropertyValue(name);
  const people = (name: string) => events[0]!.getAllProperties(name).map((one) => ({ address: one.getFirstValue(), cn: one.getFirstParameter("cn"), partstat: one.getFirstParameter("partstat"), rsvp: one.getFirstParameter("rsvp"), role: one.getFirstParameter("role") }));
  return {
    method: calendar.getFirstPropertyValue("method"),
    event: { uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description, url: value("url"), status: value("status") },
    times: [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString()),
    attendees: people("attendee"),
    organizer: people("organizer")[0],
  };
}

describe("an invitation", () => {
  test("is read by another program as what it says", () => {
    const { event, method, times, attendees, organizer } = read(inviteToMeeting(invite));
    expect(method).toBe("REQUEST");
    expect(event).toEqual({ uid: invite.uid, sequence: 0, summary: invite.summary, description: invite.description, url: invite.url, status: "CONFIRMED" });
    expect(times).toEqual([invite.from, invite.to]);
    expect(attendees.map(({ address }) => address)).toEqual(["mailto:ada@example.com", "mailto:bo+tea@example.com"]);
    expect(attendees[0]).toMatchObject({ cn: "Ada", partstat: "NEEDS-ACTION", rsvp: "TRUE", role: "REQ-PARTICIPANT" });
    expect(organizer).toMatchObject({ address: "mailto:coffee@example.com", cn: "Coffee at Fern & Co" });
  });

  test("keeps its uid when it moves and when it is called off, and counts on", () => {
    const moved = read(inviteToMeeting({ ...invite, sequence: 1, from: "2026-11-26T14:30:00.000Z", to: "2026-11-26T15:00:00.000Z" }));
    const off = read(cancelMeeting({ ...invite, sequence: 2 }));
    expect(moved.event).toMatchObject({ uid: invite.uid, sequence: 1 });
    expect(moved.times[0]).toBe("2026-11-26T14:30:00.000Z");
    expect(off.event).toMatchObject({ uid: invite.uid, sequence: 2, status: "CANCELLED" });
    expect(off.method).toBe("CANCEL");
    expect(cancelMeeting(invite)).not.toContain("RSVP");
  });

  test("says times in UTC, whatever offset they come with", () => {
    expect(unfolded(inviteToMeeting({ ...invite, from: "2026-11-25T16:30:00+02:00" }))).toContain("DTSTART:20261125T143000Z");
  });

  test("may be a file for one's own calendar, which asks nobody", () => {
    const { organizer: _, attendees: __, ...meeting } = invite;
    const { method, event, times, attendees } = read(meetingFile(meeting));
    expect(method).toBeNull();
    expect(event).toMatchObject({ uid: invite.uid, summary: invite.summary, status: "CONFIRMED" });
    expect(times).toEqual([invite.from, invite.to]);
    expect(attendees).toEqual([]);
  });

  test("is this file", () => {
    expect(unfolded(inviteToMeeting({ ...invite, attendees: invite.attendees.slice(1) }))).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Meanwhile//Pairing//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:REQUEST",
      "BEGIN:VEVENT",
      "UID:grp_0198@example.com",
      "SEQUENCE:0",
      "DTSTAMP:20261123T090000Z",
      "DTSTART:20261125T143000Z",
      "DTEND:20261125T150000Z",
      "SUMMARY:Coffee: Ada and Bo",
      "DESCRIPTION:Talk about:\\n- cake\\; tea\\, or \\\\ both\\n",
      "URL:https://app.example.com/threads/thr_1?from=mail&x=1",
      "STATUS:CONFIRMED",
      'ORGANIZER;CN="Coffee at Fern & Co":mailto:coffee@example.com',
      'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Bo ^\'Bob^\' O\'Neill; Sr: ^^1":mailto:bo+tea@example.com',
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });
});

describe("whatever people write", () => {
  const anything = fc.oneof(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ unit: "binary", maxLength: 200 }), fc.array(fc.constantFrom("\r\n", "\n", "\r", ";", ",", "\\", ":", '"', "^", "\0", "\t", "👩‍🚀", "e\u0301", "\uD83D", "END:VEVENT", " "), { maxLength: 60 }).map((parts) => parts.join("")));
  const written = fc.record({ summary: anything, description: anything, name: anything, email: anything, url: anything }).map(({ summary, description, name, email, url }) => ({ summary, description, name, file: inviteToMeeting({ ...invite, summary, description, url, attendees: [{ name, email }] }) }));

  test("no line is longer than 75 octets, none is cut within a character, and nothing but CRLF ends one", () => {
    fc.assert(
      fc.property(written, ({ file }) => {
        for (const line of lines(file)) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\u0000-\u001F\u007F]|\p{Cs}/u);
        }
        expect(Buffer.from(file).toString()).toBe(file);
      }),
    );
  });

  test("makes no line of its own: there is one event, with one guest", () => {
    fc.assert(
      fc.property(written, ({ file }) => {
        const names = unfolded(file).map((line) => line.split(/[:;]/)[0]);
        expect(names.filter((name) => name === "BEGIN")).toHaveLength(2);
        expect(names.filter((name) => name === "END")).toHaveLength(2);
        expect(names.filter((name) => name === "ATTENDEE")).toHaveLength(1);
      }),
    );
  });

  test("is read again as it was written, without control characters", () => {
    // The reader takes outer spaces away, and so would a calendar.
    const plain = (text: string) => text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, "").replace(/\p{Cs}/gu, "\uFFFD");
    fc.assert(
      fc.property(written, ({ file, summary }) => {
        const line = unfolded(file).find((each) => each.startsWith("SUMMARY:"))!.slice("SUMMARY:".length);
        expect(line.replace(/\\(.)/gu, (_, escaped: string) => (escaped === "n" ? "\n" : escaped))).toBe(plain(summary));
      }),
    );
  });
});
