/** When something is due, in the words of one person's calendar: pure, the same in browsers and on servers, no zod. */
export { digestErrors } from "./digest.errors.ts";
export type { DaysOff, QuietHours, ScheduleSpec } from "./digest.schedule.ts";
export { defer, type Due, nextDue, preview } from "./digest.due.ts";
export { nextDueMany, type ScheduleColumns } from "./digest.many.ts";
