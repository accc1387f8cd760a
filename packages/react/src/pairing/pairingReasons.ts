import type { MemberRef, PairingReason } from "@meanwhile/core";
import type { Labels } from "../provider/labels.ts";

/** How good two people are for one goal, as the planner says it. Servers may say more than this page knows; that is left out. */
interface Reason {
  goal: string;
  between: readonly string[];
  value: number | null;
  best: number | null;
  attributes?: readonly string[];
}

/** More common minutes than a week of work has: nobody said their hours. */
const NO_HOURS = 80 * 60;

/** Why the reader is with these people, in sentences to them. The most telling first. */
export function reasonsForMe(reasons: readonly PairingReason[], me: string, members: readonly MemberRef[], labels: Labels, locale: string): string[] {
  const others = members.filter(({ id }) => id !== me);
  const mine = reasons.map(readReason).filter((reason): reason is Reason => reason?.between.includes(me) === true);
  const names = (found: readonly Reason[]) => {
    const named = others.filter(({ id }) => found.some(({ between }) => between.includes(id)));
    return others.length === 1 ? null : new Intl.ListFormat(locale).format(named.map(({ name }) => name));
  };
  const of = (goal: string, fits: (value: number | null, reason: Reason) => boolean) => mine.filter((reason) => reason.goal === goal && fits(reason.value, reason));
  const say = (found: readonly Reason[], text: (names: string | null) => string) => (found.length > 0 ? [text(names(found))] : []);
  const first = mine.filter(isFirst);
  const again = of("repeats", (value) => value === 1);
  const ago = of("oldest", (value, reason) => value !== null && !again.some((other) => same(other, reason)));
  const common = of("overlap", (value) => value !== null && value > 0 && value < NO_HOURS).sort((a, b) => a.value! - b.value!);
  const mixed = of("mix", (value) => value !== null && value > 0);
  return [
    ...say(uniqueByPair(first), labels.reasonFirst),
    ...ago.map((reason) => labels.reasonLastMet(reason.value!, names([reason]))),
    ...say(again, labels.reasonAgain),
    ...say(mixed, (who) => labels.reasonMix(new Intl.ListFormat(locale).format([...new Set(mixed.flatMap(({ attributes = [] }) => attributes))].map((attribute) => labels.reasonAttribute[attribute] ?? attribute)), who)),
    ...say(of("newcomers", (value) => value === 0), labels.reasonNewcomers),
    ...(common[0] ? [labels.reasonOverlap(timeText(common[0], labels), others.length > 1)] : []),
    ...say(of("burden", (value) => value === 0), labels.reasonOutOfHours),
  ];
}

/** The same of any group, in a few words each: for tables. `all` also says what is as it mostly is. */
export function shortReasons(reasons: readonly PairingReason[], labels: Labels): string[] {
  const all = reasons.map(readReason).filter((reason) => reason !== null);
  const some = (goal: string, fits: (value: number) => boolean) => all.filter(({ goal: found, value }) => found === goal && value !== null && fits(value));
  const first = uniqueByPair(all.filter(isFirst)).length;
  const pairs = uniqueByPair(all).length;
  const ago = some("oldest", () => true).sort((a, b) => a.value! - b.value!)[0];
  const common = some("overlap", (value) => value < NO_HOURS).sort((a, b) => a.value! - b.value!)[0];
  return [
    ...(first > 0 && first === pairs ? [labels.whyFirst] : []),
    ...(ago ? [labels.whyAgo(ago.value!)] : some("repeats", (value) => value === 1).length > 0 ? [labels.whyAgain] : []),
    ...(some("mix", (value) => value > 0).length > 0 ? [labels.whyMix] : []),
    ...(some("newcomers", (value) => value === 0).length > 0 ? [labels.whyNewcomers] : []),
    ...(common ? [common.value === 0 ? labels.whyNoOverlap : labels.whyOverlap(timeText(common, labels))] : []),
  ];
}

/** Has any two of a group met before? */
export function meetsAgain(reasons: readonly PairingReason[]): boolean {
  return reasons.map(readReason).some((reason) => reason !== null && ((reason.goal === "repeats" && reason.value === 1) || (reason.goal === "least-met" && (reason.value ?? 0) > 0) || (reason.goal === "oldest" && reason.value !== null)));
}

/** Is it known of any two whether they have met? */
export function knowsMeetings(reasons: readonly PairingReason[]): boolean {
  return reasons.map(readReason).some((reason) => reason !== null && ["repeats", "least-met", "oldest"].includes(reason.goal));
}

export function readReason(reason: PairingReason): Reason | null {
  const { goal, kind, between, value, best, attributes } = reason as Partial<Reason> & { kind?: string };
  const name = goal ?? kind;
  if (name === undefined || !Array.isArray(between) || (value !== null && typeof value !== "number")) return null;
  return { goal: name, between, value: value, best: best ?? null, ...(Array.isArray(attributes) && { attributes }) };
}

function isFirst({ goal, value }: Reason): boolean {
  return (goal === "least-met" && value === 0) || (goal === "oldest" && value === null);
}

function timeText({ value, best }: Reason, labels: Labels): string {
  const minutes = value ?? 0;
  const text = minutes < 60 ? labels.minutes(minutes) : labels.hours(Math.floor(minutes / 60));
  // What is above the cap counts no more, so it is not told either.
  return best !== null && minutes >= best ? labels.atLeastTime(text) : text;
}

function same(a: Reason, b: Reason): boolean {
  return a.between.every((id) => b.between.includes(id));
}

function uniqueByPair(reasons: readonly Reason[]): Reason[] {
  return reasons.filter((reason, index) => reasons.findIndex((other) => same(other, reason)) === index);
}
