import type { MemberRef, PairingReason, ProgramGoal } from "@meanwhile/core";
import type { PairingLabels } from "../provider/labels.pairing.ts";

/** More common minutes than a week of work has: nobody said their hours. */
const NO_HOURS = 80 * 60;

/** Why the reader is with these people, in sentences to them. The most telling first. */
export function reasonsForMe(reasons: readonly PairingReason[], me: string, members: readonly MemberRef[], labels: PairingLabels, locale: string): string[] {
  const others = members.filter(({ id }) => id !== me);
  const mine = reasons.filter(({ between }) => between.includes(me));
  const names = (found: readonly PairingReason[]) => {
    const named = others.filter(({ id }) => found.some(({ between }) => between.includes(id)));
    return others.length === 1 ? null : new Intl.ListFormat(locale).format(named.map(({ name }) => name));
  };
  const of = (goal: ProgramGoal, fits: (value: number) => boolean) => mine.filter((reason) => reason.goal === goal && reason.value !== null && fits(reason.value));
  const say = (found: readonly PairingReason[], text: (names: string | null) => string) => (found.length > 0 ? [text(names(found))] : []);
  const again = of("repeats", (value) => value === 1);
  const ago = of("oldest", () => true);
  const common = of("overlap", (value) => value > 0 && value < NO_HOURS).sort((a, b) => a.value! - b.value!)[0];
  return [
    ...say(uniqueByPair(mine.filter(isFirst)), labels.reasonFirst),
    ...ago.map((reason) => labels.reasonLastMet(reason.value!, names([reason]))),
    ...say(again.filter((reason) => !ago.some((other) => same(other, reason))), labels.reasonAgain),
    ...say(of("mix", (value) => value > 0), labels.reasonMix),
    ...say(of("newcomers", (value) => value === 0), labels.reasonNewcomers),
    ...(common ? [labels.reasonOverlap(timeText(common, labels), others.length > 1)] : []),
    ...say(of("burden", (value) => value === 0), labels.reasonOutOfHours),
  ];
}

/** The same of any group, in a few words each: for tables. */
export function shortReasons(reasons: readonly PairingReason[], labels: PairingLabels): string[] {
  const some = (goal: ProgramGoal, fits: (value: number) => boolean) => reasons.filter(({ goal: found, value }) => found === goal && value !== null && fits(value));
  const first = uniqueByPair(reasons.filter(isFirst)).length;
  const ago = some("oldest", () => true).sort((a, b) => a.value! - b.value!)[0];
  const common = some("overlap", (value) => value < NO_HOURS).sort((a, b) => a.value! - b.value!)[0];
  return [
    ...(first > 0 && first === uniqueByPair(reasons).length ? [labels.whyFirst] : []),
    ...(ago ? [labels.whyAgo(ago.value!)] : some("repeats", (value) => value === 1).length > 0 ? [labels.whyAgain] : []),
    ...(some("mix", (value) => value > 0).length > 0 ? [labels.whyMix] : []),
    ...(some("newcomers", (value) => value === 0).length > 0 ? [labels.whyNewcomers] : []),
    ...(common ? [common.value === 0 ? labels.whyNoOverlap : labels.whyOverlap(timeText(common, labels))] : []),
  ];
}

/** Has any two of a group met before? */
export function meetsAgain(reasons: readonly PairingReason[]): boolean {
  return reasons.some(({ goal, value }) => (goal === "repeats" && value === 1) || (goal === "least-met" && (value ?? 0) > 0) || (goal === "oldest" && value !== null));
}

/** Is it known of any two whether they have met? */
export function knowsMeetings(reasons: readonly PairingReason[]): boolean {
  return reasons.some(({ goal }) => goal === "repeats" || goal === "least-met" || goal === "oldest");
}

function isFirst({ goal, value }: PairingReason): boolean {
  return (goal === "least-met" && value === 0) || (goal === "oldest" && value === null);
}

function timeText({ value }: PairingReason, labels: PairingLabels): string {
  const minutes = value ?? 0;
  return minutes < 60 ? labels.minutes(minutes) : labels.hours(Math.floor(minutes / 60));
}

function same(a: PairingReason, b: PairingReason): boolean {
  return a.between.every((id) => b.between.includes(id));
}

function uniqueByPair(reasons: readonly PairingReason[]): PairingReason[] {
  return reasons.filter((reason, index) => reasons.findIndex((other) => same(other, reason)) === index);
}
