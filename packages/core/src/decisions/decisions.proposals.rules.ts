import { type Calendar, windowOn, worksOn } from "../members/members.calendar.rules.ts";
import { addDays, type Instant, instantFromMs, instantToMs, type LocalDate, toLocal, type Zone } from "../time/index.ts";
import type { Choice, ProposalRules, ProposalState, Tally } from "./decisions.proposals.schema.ts";

const DAY = 86_400_000;

/** A voter's last day, and when their hours on it end. */
export interface Deadline {
  day: LocalDate;
  at: Instant;
}

/** When nobody is waited for any more. */
export function latestOf(openedAt: Instant, maxDays: number): Instant {
  return instantFromMs(instantToMs(openedAt) + maxDays * DAY);
}

/**
 * The end of a voter's `workingDays`-th working day after `openedAt`. Weekdays they don't work on, off-days and days away do not count; the
 * day of the opening counts only when it came before their hours began, so that everybody has whole days. `null` when that many days
 * don't fit before `latestAt`: then nobody waits for them.
 *
 * @param zone of the voter's `timeZone`
 */
export function deadlineOf(calendar: Calendar, openedAt: Instant, workingDays: number, latestAt: Instant, zone: Zone): Deadline | null {
  const opened = instantToMs(openedAt);
  const latest = instantToMs(latestAt);
  let left = workingDays;
  for (let day = toLocal(zone, openedAt).date; ; day = addDays(day, 1)) {
    const window = windowOn(calendar, day, zone);
    if (instantToMs(window.to) > latest) return null;
    if (instantToMs(window.from) < opened || !worksOn(calendar, day)) continue;
    left--;
    if (left <= 0) return { day, at: window.to };
  }
}

/** When the last voter who is waited for has had their days; `latestAt` where nobody can be waited for. */
export function closingOf(deadlines: readonly (Deadline | null)[], latestAt: Instant): Instant {
  const known = deadlines.flatMap((deadline) => (deadline ? [instantToMs(deadline.at)] : []));
  return known.length === 0 ? latestAt : instantFromMs(Math.max(...known));
}

/** One voter, as far as the outcome depends on them. */
export interface Ballot {
  choice: Choice | null;
  /** Away for so long that nobody waits for them, or gone: saying nothing, they are not silent but absent. */
  absent: boolean;
}

/** Counts the votes; their order does not matter. */
export function tallyOf({ minimum }: Pick<ProposalRules, "minimum">, ballots: readonly Ballot[]): Tally {
  const of = (choice: Choice) => ballots.filter((ballot) => ballot.choice === choice).length;
  const [agree, abstain, object] = [of("agree"), of("abstain"), of("object")];
  const answered = agree + abstain + object;
  const absent = ballots.filter((ballot) => ballot.choice === null && ballot.absent).length;
  const counted = ballots.length - absent;
  // At least one: a proposal that nobody answered decides nothing, however few could.
  const needed = Math.max(1, minimum.kind === "count" ? minimum.value : Math.ceil((counted * minimum.value) / 100));
  return { voters: ballots.length, counted, answered, needed, agree, abstain, object, silent: counted - answered, absent };
}

/**
 * What a proposal has come to at `now`. While it is open the only other answer is `accepted`, once everybody who is waited for has answered
 * and would accept. At its closing instant: an objection that stands escalates or rejects it; with fewer answers than the minimum, or
 * with nobody consenting, it lapses; else it is accepted. Silence consents only where the rules say so, and never counts towards the minimum.
 *
 * @param proposal its rules and the instant at which the last voter has had their days
 */
export function outcomeOf(proposal: Pick<ProposalRules, "silence" | "minimum" | "objection"> & { closesAt: Instant }, ballots: readonly Ballot[], now: Instant): Exclude<ProposalState, "withdrawn"> {
  const tally = tallyOf(proposal, ballots);
  const isOver = instantToMs(now) >= instantToMs(proposal.closesAt);
  if (!isOver && tally.silent > 0) return "open";
  const outcome = settle(proposal, tally);
  return isOver || outcome === "accepted" ? outcome : "open";
}

function settle({ silence, objection }: Pick<ProposalRules, "silence" | "objection">, tally: Tally): "accepted" | "rejected" | "lapsed" | "escalated" {
  if (tally.object > 0) return objection === "rejects" ? "rejected" : "escalated";
  const consenting = tally.agree + (silence === "consents" ? tally.silent : 0);
  return tally.answered >= tally.needed && consenting > 0 ? "accepted" : "lapsed";
}

/** An extension moves the last moment, too: by a week for every five working days begun. */
export function extended({ workingDays, maxDays }: Pick<ProposalRules, "workingDays" | "maxDays">, by: number): Pick<ProposalRules, "workingDays" | "maxDays"> {
  return { workingDays: workingDays + by, maxDays: maxDays + 7 * Math.ceil(by / 5) };
}
