import { type ChannelId, outcomeOf, type ProposalId } from "@meanwhile/core";
import type { DueTask, Projection, Writing } from "../calls/context.ts";
import { sql } from "../db/sql.ts";
import { type Address, makeDecision } from "./decisions.making.ts";
import { changeProposal, findProposal, freezeVoters, type ProposalRow, setClosing, votersOf } from "./decisions.proposals.store.ts";
import { type Standing, standingOf } from "./decisions.proposals.view.ts";

/** The kind of due row by which a proposal closes. Its key is the proposal's id. */
export const CLOSING = "proposals.close";

const MINUTE = 60_000;

/**
 * A proposal's time may have come. Deadlines are counted anew from what voters say of themselves now; where they have more time than
 * was planned, it is due again when they have had it.
 */
export const closeProposals: DueTask = {
  kind: CLOSING,
  async run(writing, { workspace, key }, now) {
    const id = key as ProposalId;
    // Whoever writes in the thread holds its row, and may want ours next.
    const [free] = await writing.db.query(sql`
      select 1 from meanwhile.threads t where t.workspace = ${workspace} and t.id = (
        select p.thread_id from meanwhile.proposals p where p.workspace = ${workspace} and p.id = ${id})
      for update of t skip locked`);
    const proposal = await findProposal(writing.db, workspace, id);
    if (!proposal) return null;
    if (!free) return now + MINUTE;
    const closesAt = await conclude(writing, proposal);
    return closesAt === null ? null : Math.max(closesAt, now + 1);
  },
};

/** Voters who say something new of themselves move deadlines: the proposals they are asked in are due to be looked at. */
export const lookAgain: Projection = ({ actor, now, events }) => {
  const memberIds = events.flatMap((event) => (event.type === "member.changed" && event.memberId ? [event.memberId] : []));
  if (memberIds.length === 0) return [];
  return [
    sql`
    update meanwhile.due d set next_due_at = least(d.next_due_at, ${now}::timestamptz)
    from meanwhile.proposal_voters v join meanwhile.proposals p on p.workspace = v.workspace and p.id = v.proposal_id
    where v.workspace = ${actor.workspace} and v.member_id = any(${memberIds}::text[]) and p.state = 'open'
      and d.kind = ${CLOSING} and d.workspace = v.workspace and d.key = v.proposal_id`,
  ];
};

/**
 * Closes a proposal, in a thread whose row is locked, if it has come to something; an accepted one makes its decision. Says when it closes
 * else, in milliseconds since the epoch.
 */
export async function conclude(writing: Writing, proposal: ProposalRow): Promise<number | null> {
  if (proposal.state !== "open") return null;
  const { db, actor, now, zones } = writing;
  const { workspace } = actor;
  const standing = standingOf(proposal, await votersOf(db, workspace, [proposal.id]), now, zones);
  const { closesAt } = standing;
  const state = outcomeOf({ ...proposal.rules, closesAt }, standing.voters.map(({ ballot }) => ballot), now);
  if (state === "open") {
    if (closesAt !== proposal.closes_at) {
      await setClosing(db, workspace, proposal.id, closesAt);
      writing.emit({ type: "proposal.changed", ...addressOf(proposal), proposalId: proposal.id, version: proposal.version });
    }
    return Date.parse(closesAt);
  }
  const decisionId = state === "accepted" ? await decide(writing, proposal, standing) : null;
  await closeAs(writing, proposal, standing, state, sql`decision_id = ${decisionId}`);
  return null;
}

/** Closes a proposal for good, with its deadlines as they are now. */
export async function closeAs(writing: Writing, proposal: ProposalRow, standing: Standing, state: ProposalRow["state"], more: ReturnType<typeof sql>): Promise<void> {
  const { db, actor, now } = writing;
  await freezeVoters(db, actor.workspace, proposal.id, standing.voters.map(({ row, deadline, gone }) => ({ memberId: row.member_id, deadline, gone })));
  await changeProposal(db, actor.workspace, proposal.id, sql`state = ${state}, closes_at = ${standing.closesAt}, closed_at = ${now}, closed_by = ${actor.id}, ${more}`);
  writing.emit({ type: "proposal.closed", ...addressOf(proposal), proposalId: proposal.id, version: proposal.version + 1 });
}

/** By lazy consensus: the decider is who proposed it; whoever abstained or objected in words is on the record. */
async function decide(writing: Writing, proposal: ProposalRow, { voters }: Standing): Promise<ReturnType<typeof writing.newId<"dcs">>> {
  const id = writing.newId("dcs");
  const dissent = voters.flatMap(({ row }) => (row.choice !== null && row.choice !== "agree" && row.text ? [{ memberId: row.member_id, text: row.text }] : []));
  await makeDecision(writing, addressOf(proposal), {
    id,
    threadId: proposal.thread_id,
    statement: proposal.statement,
    body: proposal.body,
    excerpt: proposal.excerpt,
    deciderIds: [proposal.proposer_id],
    alternatives: proposal.alternatives,
    dissent,
    review: proposal.review_on === null ? null : { on: proposal.review_on, timeZone: proposal.review_zone! },
    proposalId: proposal.id,
    authorId: proposal.proposer_id,
  });
  return id;
}

export function addressOf(row: Pick<ProposalRow, "thread_id" | "space_id" | "kind">): Address {
  const address = { threadId: row.thread_id, spaceId: row.space_id };
  return row.kind === "channel" ? { ...address, channelId: row.space_id as ChannelId } : address;
}
