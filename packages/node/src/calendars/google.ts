import type { FreeBusy } from "../calls/freeBusy.ts";
import { type AccountOptions, askInBatches, busyOf, postJson } from "./accounts.ts";

/** The scope `calendar.freebusy` is enough. The calendar of whoever gave the token is `primary`. */
export type GoogleFreeBusyOptions = AccountOptions;

/** `freeBusy.query` takes no more at once. */
const MOST = 50;

interface Answer {
  calendars?: Record<string, { busy?: { start?: unknown; end?: unknown }[]; errors?: unknown[] }>;
}

/** Free and busy from Google Calendar's `freeBusy.query`. A calendar that Google answers with an error for is left out. */
export function googleFreeBusy({ baseUrl = "https://www.googleapis.com/calendar/v3", ...options }: GoogleFreeBusyOptions): FreeBusy {
  return {
    busy: ({ from, to, ...asked }) =>
      askInBatches(options, MOST, asked, async (token, calendars) => {
        const { calendars: found = {} } = (await postJson("Google Calendar", `${baseUrl}/freeBusy`, token, { timeMin: from, timeMax: to, timeZone: "UTC", items: calendars.map((id) => ({ id })) }, options, asked.signal)) as Answer;
        return new Map(Object.entries(found).flatMap(([id, { busy, errors }]) => (busy && !errors?.length ? [[id.toLowerCase(), busy.flatMap(({ start, end }) => busyOf(start, end))]] : [])));
      }),
  };
}
