import { addDays, type Instant, type LocalDateTime, type LocalTime, type Zone, instantToMs, isoWeekday, nextLocal, toInstant, toLocal } from "../time/index.ts";
import { type Calendar, DEFAULT_WORKING_HOURS } from "../members/members.calendar.rules.ts";
import { returns } from "./inbox.item.rules.ts";
import type { InboxReason, Snooze } from "./inbox.schema.ts";

/** A time to snooze until that people name. */
export interface SnoozeTime {
  name: "later_today" | "tomorrow" | "next_week";
  at: Instant;
}

const HOUR = 3_600_000;

/**
 * The times a member is offered, on the clock of their zone: in three hours, if that is still today and within their hours or before 21:00
 * where they work late; tomorrow and next Monday when their working hours begin.
 *
 * @param zone of `member.timeZone`
 */
export function snoozeTimes(member: Pick<Calendar, "workingHours">, now: Instant, zone: Zone): SnoozeTime[] {
  const { from, to } = member.workingHours ?? DEFAULT_WORKING_HOURS;
  const today = toLocal(zone, now).date;
  const later = nextHour(toLocal(zone, new Date(instantToMs(now) + 3 * HOUR).toISOString()));
  const latest: LocalTime = to > from && to > "21:00" ? to : "21:00";
  const isToday = later.date === today && later.time <= latest;
  const monday = nextLocal(zone, toInstant(zone, { date: today, time: "23:59" }), { days: [1], at: from });
  return [
    ...(isToday ? [{ name: "later_today" as const, at: toInstant(zone, later) }] : []),
    { name: "tomorrow", at: toInstant(zone, { date: addDays(today, 1), time: from }) },
    // On a Sunday that is the same morning.
    ...(isoWeekday(today) === 7 ? [] : [{ name: "next_week" as const, at: monday.instant }]),
  ];
}

/** The whole hour that the clock shows next, or shows now. */
function nextHour({ date, time }: LocalDateTime): LocalDateTime {
  if (time.endsWith(":00")) return { date, time };
  const hour = Number(time.slice(0, 2)) + 1;
  return hour < 24 ? { date, time: `${String(hour).padStart(2, "0")}:00` } : { date: addDays(date, 1), time: "00:00" };
}

/** Something that happened in a thread, as far as a snooze may wait for it. */
export type Happening = { kind: "comment"; authorId: string } | { kind: "decision" } | { kind: "time"; now: Instant } | { kind: "back"; memberId: string };

/**
 * Why a snoozed item wakes, or `null` where it sleeps on. It wakes by what it waits for; by words of the person it waits for; and, whatever
 * it waits for, by what would bring back an item that is done.
 *
 * @param reasons for which the happening reaches the member; none where it does not
 * @param memberId whose item it is: nobody is woken by what they do themselves
 */
export function wakes(
  snooze: { kind: Snooze["kind"]; at: Instant | null; memberId: string | null },
  happening: Happening,
  reasons: readonly InboxReason[],
  memberId: string,
): "time" | "reply" | "decision" | "member" | "reason" | null {
  if (happening.kind === "comment" && happening.authorId === memberId) return null;
  if (snooze.kind === "time" && happening.kind === "time" && snooze.at !== null && instantToMs(snooze.at) <= instantToMs(happening.now)) return "time";
  if (snooze.kind === "reply" && happening.kind === "comment") return "reply";
  if (snooze.kind === "decision" && happening.kind === "decision") return "decision";
  if (snooze.kind === "member" && happening.kind === "comment" && happening.authorId === snooze.memberId) return "member";
  if (snooze.kind === "member" && happening.kind === "back" && happening.memberId === snooze.memberId) return "member";
  return returns(reasons) ? "reason" : null;
}
