import { type Actor, type Ballot, can, type ChannelId, closingOf, deadlineOf, isAwayOn, latestOf, type MemberRef, type Proposal, tallyOf, type Voter } from "@meanwhile/core";
import { toLocal, type ZoneSource } from "@meanwhile/core/time";
import type { Queryable } from "../db/port.ts";
import { memberZone, toCalendar } from "../members/members.calendar.ts";
import { memberRefs } from "../members/members.store.ts";
import { type ProposalRow, type VoterRow, votersOf } from "./decisions.proposals.store.ts";

/** A voter of an open proposal, their deadline counted from what they say of themselves now; of a closed one, as it was kept. */
export interface Counted {
  row: VoterRow;
  deadline: Voter["deadline"];
  gone: boolean;
  /** Who may answer for them now. */
  standInId: string | null;
  ballot: Ballot;
}

/** Where an open proposal stands: everything that its outcome depends on. */
export interface Standing {
  voters: Counted[];
  latestAt: string;
  closesAt: string;
}

export function standingOf(proposal: ProposalRow, rows: readonly VoterRow[], now: string, zones: ZoneSource): Standing {
  const { rules, opened_at: openedAt, state } = proposal;
  const latestAt = latestOf(openedAt, rules.maxDays);
  const voters = rows.map((row): Counted => {
    const calendar = toCalendar(row);
    const zone = memberZone(zones, row.time_zone);
    const gone = state === "open" ? !row.sees : row.gone;
    const deadline = state === "open" ? zoned(deadlineOf(calendar, openedAt, rules.workingDays, latestAt, zone), zone.name) : kept(row);
    const standInId = state === "open" && isAwayOn(calendar, toLocal(zone, now).date) ? (row.away?.handOffTo ?? null) : null;
    return { row, deadline, gone, standInId, ballot: { choice: row.choice, absent: gone || deadline === null } };
  });
  // Nobody waits for those who left.
  const closesAt = state === "open" ? closingOf(voters.map(({ deadline, gone }) => (gone ? null : deadline)), latestAt) : proposal.closes_at;
  return { voters, latestAt, closesAt };
}

/** Proposals as the actor sees them. */
export async function toProposals(db: Queryable, actor: Actor, proposals: readonly ProposalRow[], now: string, zones: ZoneSource): Promise<Proposal[]> {
  const rows = await votersOf(db, actor.workspace, proposals.map(({ id }) => id));
  const standings = proposals.map((proposal) => ({ proposal, standing: standingOf(proposal, rows.filter((row) => row.proposal_id === proposal.id), now, zones) }));
  const names = await memberRefs(
    db,
    actor.workspace,
    standings.flatMap(({ proposal, standing }) => [proposal.proposer_id, ...standing.voters.flatMap(({ row, standInId }) => [row.voted_by, standInId].filter((id) => id !== null))]),
  );
  return standings.map(({ proposal, standing }) => toProposal(actor, proposal, standing, names));
}

function toProposal(actor: Actor, row: ProposalRow, { voters, latestAt, closesAt }: Standing, names: Map<string, MemberRef>): Proposal {
  const nameOf = (id: string): MemberRef => names.get(id) ?? { id, name: id, avatarUrl: null };
  const isOpen = row.state === "open";
  const votes = isOpen && can(actor, "proposal.vote", { archived: row.archived });
  return {
    id: row.id,
    threadId: row.thread_id,
    channelId: row.kind === "channel" ? (row.space_id as ChannelId) : null,
    statement: row.statement,
    body: row.body,
    excerpt: row.excerpt,
    alternatives: row.alternatives,
    review: row.review_on === null ? null : { on: row.review_on, timeZone: row.review_zone! },
    rules: row.rules,
    state: row.state,
    proposer: nameOf(row.proposer_id),
    openedAt: row.opened_at,
    closesAt,
    latestAt,
    closed: row.closed_at === null ? null : { at: row.closed_at, by: row.closed_by },
    reason: row.reason,
    extensions: row.extensions,
    decisionId: row.decision_id,
    voters: voters.map(({ row: voter, deadline, gone, standInId }) => ({
      member: { id: voter.member_id, name: voter.name, avatarUrl: voter.avatar_url },
      deadline,
      standIn: standInId === null ? null : nameOf(standInId),
      gone,
      vote: voter.choice === null ? null : { choice: voter.choice, text: voter.text ?? "", alternative: voter.alternative, at: voter.voted_at!, by: nameOf(voter.voted_by!) },
    })),
    tally: tallyOf(row.rules, voters.map(({ ballot }) => ballot)),
    version: row.version,
    can: {
      change: isOpen && can(actor, "proposal.change", { ownerId: row.proposer_id, archived: row.archived }),
      voteFor: votes ? voters.filter((voter) => mayVoteFor(actor, voter)).map((voter) => voter.row.member_id) : [],
    },
  };
}

/** A voter answers for themselves; somebody they handed over to, while they are away. */
export function mayVoteFor(actor: Pick<Actor, "id">, { row, standInId }: Counted): boolean {
  return row.member_id === actor.id || standInId === actor.id;
}

function zoned(deadline: { day: string; at: string } | null, timeZone: string): Voter["deadline"] {
  return deadline && { ...deadline, timeZone };
}

function kept({ deadline_on: day, deadline_at: at, deadline_zone: timeZone }: VoterRow): Voter["deadline"] {
  return day === null || at === null || timeZone === null ? null : { day, at, timeZone };
}
