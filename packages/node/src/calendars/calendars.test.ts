import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { googleFreeBusy, icsFreeBusy, microsoftFreeBusy } from "../adapters/calendars.ts";

const FROM = "2026-11-23T00:00:00.000Z";
const TO = "2026-11-30T00:00:00.000Z";
const { signal } = new AbortController();
const people = (...ids: string[]) => ids.map((id) => ({ id, timeZone: "Europe/Berlin" }));
const ask = (members: ReturnType<typeof people>, from = FROM, to = TO) => ({ workspace: "fern", members, from, to, signal });

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(stops.splice(0).map((stop) => stop()))));

interface Asked {
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
}

/** A server that answers as the real one does, and remembers what it was asked. */
async function serve(answer: (asked: Asked) => { status?: number; body: unknown }) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += String(part)));
    request.on("end", () => {
      const one = { path: request.url!, headers: request.headers, body: text === "" ? {} : (JSON.parse(text) as Asked["body"]) };
      asked.push(one);
      const { status = 200, body } = answer(one);
      response.writeHead(status, { "content-type": typeof body === "string" ? "text/calendar" : "application/json" }).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("Google Calendar", () => {
  const answering = (asked: Asked) => {
    const items = asked.body["items"] as { id: string }[];
    return {
      body: {
        kind: "calendar#freeBusy",
        timeMin: asked.body["timeMin"],
        timeMax: asked.body["timeMax"],
        calendars: Object.fromEntries(items.map(({ id }) => [id, id === "gone@example.com" ? { errors: [{ domain: "global", reason: "notFound" }], busy: [] } : { busy: [{ start: "2026-11-24T09:00:00Z", end: "2026-11-24T10:30:00Z" }] }])),
      },
    };
  };

  test("is asked for the calendars of one token together, and answers with what is taken", async () => {
    const { asked, url } = await serve(answering);
    const calendars = googleFreeBusy({ baseUrl: url, account: (id, workspace) => (id === "noor" || workspace !== "fern" ? null : { calendar: `${id}@example.com`, token: id === "bo" ? "of-bo" : "shared" }) });
    const busy = await calendars.busy(ask(people("ada", "bo", "gone", "noor")));
    expect(Object.fromEntries(busy)).toEqual({ ada: [{ from: "2026-11-24T09:00:00.000Z", to: "2026-11-24T10:30:00.000Z" }], bo: [{ from: "2026-11-24T09:00:00.000Z", to: "2026-11-24T10:30:00.000Z" }] });
    expect(asked.map(({ path, headers, body }) => [path, headers.authorization, body["items"]])).toEqual([
      ["/freeBusy", "Bearer shared", [{ id: "ada@example.com" }, { id: "gone@example.com" }]],
      ["/freeBusy", "Bearer of-bo", [{ id: "bo@example.com" }]],
    ]);
    expect(asked[0]!.body).toMatchObject({ timeMin: FROM, timeMax: TO, timeZone: "UTC" });
  });

  test("is never asked for more than fifty at once", async () => {
    const { asked, url } = await serve(answering);
    const many = people(...Array.from({ length: 120 }, (_, i) => `p${i}`));
    expect((await googleFreeBusy({ baseUrl: url, account: (id) => ({ calendar: id, token: "t" }) }).busy(ask(many))).size).toBe(120);
    expect(asked.map(({ body }) => (body["items"] as unknown[]).length)).toEqual([50, 50, 20]);
  });

  test("says that nothing could be learnt, and no token, where it refuses", async () => {
    const { url } = await serve(() => ({ status: 401, body: { error: { code: 401, message: "Invalid Credentials", status: "UNAUTHENTICATED" } } }));
    await expect(googleFreeBusy({ baseUrl: url, account: () => ({ calendar: "primary", token: "secret" }) }).busy(ask(people("ada")))).rejects.toThrow(/^Google Calendar answered 401[.]$/);
  });
});

describe("Microsoft Graph", () => {
  const item = (status: string, start: string, end: string) => ({ status, start: { dateTime: `${start}.0000000`, timeZone: "UTC" }, end: { dateTime: `${end}.0000000`, timeZone: "UTC" } });

  test("is asked in UTC; what is tentative or away is taken, working elsewhere is not", async () => {
    const { asked, url } = await serve(({ body }) => ({
      body: {
        value: (body["schedules"] as string[]).map((scheduleId) =>
          scheduleId.startsWith("gone") ? { scheduleId, error: { message: "No mailbox", responseCode: "ErrorMailRecipientNotFound" } } : {
            scheduleId: scheduleId.toUpperCase(),
            availabilityView: "0",
            scheduleItems: [item("busy", "2026-11-24T09:00:00", "2026-11-24T10:00:00"), item("free", "2026-11-24T11:00:00", "2026-11-24T12:00:00"), item("tentative", "2026-11-25T09:00:00", "2026-11-25T09:30:00"), item("workingElsewhere", "2026-11-26T09:00:00", "2026-11-26T17:00:00"), item("oof", "2026-11-27T00:00:00", "2026-11-28T00:00:00")],
          },
        ),
      },
    }));
    const busy = await microsoftFreeBusy({ baseUrl: url, account: (id) => ({ calendar: `${id}@example.com`, token: "t" }) }).busy(ask(people("ada", "gone")));
    expect(Object.fromEntries(busy)).toEqual({
      ada: [
        { from: "2026-11-24T09:00:00.000Z", to: "2026-11-24T10:00:00.000Z" },
        { from: "2026-11-25T09:00:00.000Z", to: "2026-11-25T09:30:00.000Z" },
        { from: "2026-11-27T00:00:00.000Z", to: "2026-11-28T00:00:00.000Z" },
      ],
    });
    expect(asked[0]).toMatchObject({ path: "/me/calendar/getSchedule", headers: { prefer: 'outlook.timezone="UTC"' }, body: { startTime: { dateTime: "2026-11-23T00:00:00.000", timeZone: "UTC" }, endTime: { dateTime: "2026-11-30T00:00:00.000", timeZone: "UTC" } } });
  });

  test("is asked for less than six weeks at once", async () => {
    const { asked, url } = await serve(({ body }) => ({ body: { value: (body["schedules"] as string[]).map((scheduleId) => ({ scheduleId, scheduleItems: [] })) } }));
    await microsoftFreeBusy({ baseUrl: url, account: (id) => ({ calendar: id, token: "t" }) }).busy(ask(people("ada"), "2026-11-01T00:00:00Z", "2027-01-10T00:00:00Z"));
    expect(asked.map(({ body }) => [(body["startTime"] as { dateTime: string }).dateTime, (body["endTime"] as { dateTime: string }).dateTime])).toEqual([
      ["2026-11-01T00:00:00.000", "2026-12-12T00:00:00.000"],
      ["2026-12-12T00:00:00.000", "2027-01-10T00:00:00.000"],
    ]);
  });
});

describe("a calendar file", () => {
  const file = (...parts: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...parts, "END:VCALENDAR", ""].join("\r\n");
  const event = (...lines: string[]) => ["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", ...lines, "END:VEVENT"].join("\r\n");
  const BERLIN = ["BEGIN:VTIMEZONE", "TZID:Custom/Berlin", "BEGIN:STANDARD", "DTSTART:19701025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "END:VTIMEZONE"].join("\r\n");
  async function read(text: string, from = FROM, to = TO) {
    const { url } = await serve(() => ({ body: text }));
    const busy = await icsFreeBusy({ url: () => `${url}/secret.ics` }).busy(ask(people("ada"), from, to));
    return busy.get("ada")?.map(({ from: start, to: end }) => `${start.slice(0, 16)} ${end.slice(0, 16)}`).sort();
  }

  test("says what is taken, in its own zones, in zones by name, and in the member's own", async () => {
    expect(
      await read(
        file(
          BERLIN,
          event("UID:1", "DTSTART:20261124T090000Z", "DTEND:20261124T100000Z"),
          event("UID:2", "DTSTART;TZID=Custom/Berlin:20261124T150000", "DURATION:PT45M"),
          event("UID:3", "DTSTART;TZID=America/New_York:20261125T090000", "DTEND;TZID=America/New_York:20261125T100000"),
          event("UID:4", "DTSTART:20261126T090000", "DTEND:20261126T093000"),
          event("UID:5", "DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261128"),
        ),
      ),
    ).toEqual(["2026-11-24T09:00 2026-11-24T10:00", "2026-11-24T14:00 2026-11-24T14:45", "2026-11-25T14:00 2026-11-25T15:00", "2026-11-26T08:00 2026-11-26T08:30", "2026-11-26T23:00 2026-11-27T23:00"]);
  });

  test("says nothing of what is transparent, cancelled, over, or still far off", async () => {
    const when = ["DTSTART:20261124T090000Z", "DTEND:20261124T100000Z"];
    expect(await read(file(event("UID:1", ...when, "TRANSP:TRANSPARENT"), event("UID:2", ...when, "STATUS:CANCELLED"), event("UID:3", "DTSTART:20251124T090000Z", "DTEND:20251124T100000Z"), event("UID:4", "DTSTART:20271124T090000Z", "DTEND:20271124T100000Z")))).toEqual([]);
  });

  test("repeats what repeats over a change of clocks, but for what was taken out or moved", async () => {
    const standup = file(
      BERLIN,
      event("UID:1", "DTSTART;TZID=Custom/Berlin:20201019T093000", "DTEND;TZID=Custom/Berlin:20201019T094500", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "EXDATE;TZID=Custom/Berlin:20261027T093000"),
      event("UID:1", "RECURRENCE-ID;TZID=Custom/Berlin:20261028T093000", "DTSTART;TZID=Custom/Berlin:20261028T160000", "DTEND;TZID=Custom/Berlin:20261028T161500"),
      event("UID:1", "RECURRENCE-ID;TZID=Custom/Berlin:20261110T093000", "DTSTART;TZID=Custom/Berlin:20261029T170000", "DTEND;TZID=Custom/Berlin:20261029T171500"),
      event("UID:1", "RECURRENCE-ID;TZID=Custom/Berlin:20261030T093000", "STATUS:CANCELLED", "DTSTART;TZID=Custom/Berlin:20261030T093000", "DTEND;TZID=Custom/Berlin:20261030T094500"),
    );
    expect(await read(standup, "2026-10-23T00:00:00Z", "2026-10-31T00:00:00Z")).toEqual(["2026-10-23T07:30 2026-10-23T07:45", "2026-10-26T08:30 2026-10-26T08:45", "2026-10-28T15:00 2026-10-28T15:15", "2026-10-29T08:30 2026-10-29T08:45", "2026-10-29T16:00 2026-10-29T16:15"]);
  });

  test("may say it as VFREEBUSY", async () => {
    expect(await read(file("BEGIN:VFREEBUSY\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nFREEBUSY:20261124T090000Z/PT1H,20261125T090000Z/20261125T093000Z\r\nFREEBUSY;FBTYPE=FREE:20261126T090000Z/PT1H\r\nEND:VFREEBUSY"))).toEqual(["2026-11-24T09:00 2026-11-24T10:00", "2026-11-25T09:00 2026-11-25T09:30"]);
  });

  test("that is none leaves its member out, and nobody else", async () => {
    const { url } = await serve(({ path }) => (path === "/bo.ics" ? { body: "<html>Sign in</html>" } : path === "/cy.ics" ? { status: 404, body: "" } : { body: file() }));
    const busy = await icsFreeBusy({ url: (id) => (id === "di" ? null : id === "ed" ? "http://127.0.0.1:1/x" : `${url}/${id}.ics`) }).busy(ask(people("ada", "bo", "cy", "di", "ed")));
    expect([...busy]).toEqual([["ada", []]]);
  });

  test("that repeats every second is given up after 20,000 times", async () => {
    expect(await read(file(event("UID:1", "DTSTART:20261120T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY")))).toHaveLength(0);
  });
});
