export type { Busy } from "@meanwhile/core/pairing";
export type { CalendarOwner, FreeBusy } from "../calls/freeBusy.ts";
export { googleFreeBusy, type GoogleFreeBusyOptions } from "../calendars/google.ts";
export { icsFreeBusy, type IcsFreeBusyOptions } from "../calendars/ics.ts";
export { microsoftFreeBusy, type MicrosoftFreeBusyOptions } from "../calendars/microsoft.ts";
