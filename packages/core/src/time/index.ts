export { timeErrors } from "./time.errors.ts";
export {
  addDays, civilFromDays, compareDates, dateFromDays, daysBetween, daysFromCivil, daysFromDate, daysInMonth, isLocalDate, isLocalTime, isoWeekday,
  timeFromMs, timeToMs, weekdayOfDay, type IsoWeekday, type LocalDate, type LocalTime,
} from "./time.dates.ts";
export { instantFromMs, instantToMs, type Instant } from "./time.instants.ts";
export { instantIn, offsetIn, zoneTable, type FoldPolicy, type GapPolicy, type Transitions, type ZoneTable } from "./time.table.ts";
export { zoneSource, type ReadTransitions, type Zone, type ZoneSource } from "./time.zones.ts";
export { fingerprint } from "./time.version.ts";
export { localParts, offsetAt, toInstant, toLocal, type LocalDateTime, type LocalParts, type LocalPolicy } from "./time.local.ts";
export { nextLocal, type LocalOccurrence, type WeeklyRule } from "./time.next.ts";
export { intlZones } from "./time.intl.ts";
export { temporalZones, type TemporalLike, type ZonedDateTimeLike } from "./time.temporal.ts";
