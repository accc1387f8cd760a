import type { Busy } from "@meanwhile/core/pairing";
import type { FreeBusy } from "../calls/freeBusy.ts";
import { type AccountOptions, askInBatches, busyOf, postJson } from "./accounts.ts";

/** `Calendars.ReadBasic` is enough. A calendar's name is its owner's address. */
export type MicrosoftFreeBusyOptions = AccountOptions;

const MOST = 20;
/** `getSchedule` answers for less than 42 days at once. */
const LONGEST_MS = 41 * 86_400_000;
/** Whoever works elsewhere can still meet. */
const FREE: ReadonlySet<unknown> = new Set(["free", "workingElsewhere"]);

interface Answer {
  value?: { scheduleId?: string; error?: unknown; scheduleItems?: { status?: unknown; start?: Moment; end?: Moment }[] }[];
}

interface Moment {
  /** Without an offset, since the answer is asked for in UTC. */
  dateTime?: string;
}

/** Free and busy from Microsoft Graph's `getSchedule`. Tentative meetings and absences count as taken; a schedule that Graph answers with an error for is left out. */
export function microsoftFreeBusy({ baseUrl = "https://graph.microsoft.com/v1.0", ...options }: MicrosoftFreeBusyOptions): FreeBusy {
  return {
    busy: ({ from, to, ...asked }) =>
      askInBatches(options, MOST, asked, async (token, schedules) => {
        const busy = new Map<string, Busy[]>();
        const failed = new Set<string>();
        for (const [start, end] of partsOf(from, to)) {
          const body = { schedules, startTime: { dateTime: start, timeZone: "UTC" }, endTime: { dateTime: end, timeZone: "UTC" }, availabilityViewInterval: 15 };
          const { value = [] } = (await postJson("Microsoft Graph", `${baseUrl}/me/calendar/getSchedule`, token, body, options, asked.signal, { prefer: 'outlook.timezone="UTC"' })) as Answer;
          for (const { scheduleId = "", error, scheduleItems = [] } of value) {
            const id = scheduleId.toLowerCase();
            if (error) failed.add(id);
            const taken = scheduleItems.filter(({ status }) => !FREE.has(status)).flatMap((item) => busyOf(`${item.start?.dateTime}Z`, `${item.end?.dateTime}Z`));
            busy.set(id, [...(busy.get(id) ?? []), ...taken]);
          }
        }
        for (const id of failed) busy.delete(id);
        return busy;
      }),
  };
}

/** The time in parts that are short enough, as Graph writes them. */
function partsOf(from: string, to: string): [start: string, end: string][] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const write = (ms: number) => new Date(ms).toISOString().slice(0, -1);
  return Array.from({ length: Math.ceil((last - first) / LONGEST_MS) }, (_, i) => [write(first + i * LONGEST_MS), write(Math.min(last, first + (i + 1) * LONGEST_MS))]);
}
