import { type Contract, extended, memberErrors, type Proposal, proposalErrors, type ProposalId, type ProposalRules, sharedErrors, threadErrors } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { write } from "../comments/comments.body.ts";
import { assertOpen } from "../comments/comments.handlers.ts";
import { type Place, placeOf } from "../comments/comments.store.ts";
import { join, sql } from "../db/sql.ts";
import { planDue } from "../jobs/due.ts";
import { readReview } from "./decisions.making.ts";
import { addressOf, CLOSING, closeAs, conclude } from "./decisions.proposals.closing.ts";
import { changeProposal, electorate, insertProposal, type ProposalRow, selectProposals, setClosing, votersOf, writeVote } from "./decisions.proposals.store.ts";
import { mayVoteFor, standingOf, toProposals } from "./decisions.proposals.view.ts";

const MAX_VOTERS = 200;
/** As `workingDays` of the contract: extensions do not go on for ever. */
const MAX_WORKING_DAYS = 60;

export const proposalsHandlers: Handlers<Contract["proposals"]> = {
  async list(context, { threadId, state, unanswered, cursor, limit }) {
    const { db, actor } = context;
    context.authorize("thread.read");
    const after = readCursor<[string, string]>(cursor, "ts");
    const waits = sql`(p.state = 'open' and exists (
      select 1 from meanwhile.proposal_voters v where v.workspace = p.workspace and v.proposal_id = p.id and v.member_id = ${actor.id} and v.choice is null))`;
    const parts = [
      ...(threadId ? [sql`p.thread_id = ${threadId}`] : []),
      ...(state ? [sql`p.state = ${state}`] : []),
      ...(unanswered === undefined ? [] : [unanswered ? waits : sql`not ${waits}`]),
      ...(after ? [sql`(p.opened_at, p.id) < (${after[0]}::timestamptz, ${after[1]})`] : []),
    ];
    const rows = await selectProposals(db, actor, join(parts, " and "), limit + 1);
    const page = toPage(rows, limit, (row) => [row.opened_at, row.id]);
    return { ...page, data: await toProposals(db, actor, page.data, context.now, context.zones) };
  },

  async create(context, { threadId, id = context.newId("prp"), statement, alternatives, voters, review, ...rules }) {
    const { db, actor, now } = context;
    const place = await placeOf(db, actor, threadId, true);
    context.authorize("proposal.make", { ownerId: place.authorId });
    assertOpen(place);
    if (place.closed) throw threadErrors.closed("This thread is closed. Reopen it to propose something in it.");
    const written = write(statement);
    const voterIds = await electors(context, place, voters, rules.minimum);
    const proposal = { id, threadId, statement, body: written.body, excerpt: written.excerpt, alternatives, review: await readReview(context, review, [actor]), rules };
    if (!(await insertProposal(db, actor, proposal, voterIds, now))) return sameOrRefused(context, threadId, id, statement);
    const opened = await rowOf(context, id);
    const { closesAt } = standingOf(opened, await votersOf(db, actor.workspace, [id]), now, context.zones);
    await setClosing(db, actor.workspace, id, closesAt);
    await planDue(db, CLOSING, [{ workspace: actor.workspace, key: id, at: Date.parse(closesAt) }]);
    context.emit({ type: "proposal.opened", ...addressOf(opened), proposalId: id, version: 1 });
    return proposalById(context, id);
  },

  async get(context, { proposalId }) {
    context.authorize("thread.read");
    return proposalById(context, proposalId);
  },

  async vote(context, { proposalId, voterId = context.actor.id, ...vote }) {
    const proposal = await forUpdate(context, proposalId);
    context.authorize("proposal.vote", { archived: proposal.archived });
    assertRunning(proposal);
    const { db, actor, now, zones } = context;
    const { voters, closesAt } = standingOf(proposal, await votersOf(db, actor.workspace, [proposalId]), now, zones);
    const voter = voters.find(({ row }) => row.member_id === voterId);
    if (!voter || !mayVoteFor(actor, voter)) throw proposalErrors.notAVoter("Only those who were asked when it was opened may answer, and who stands in for one of them while they are away.");
    // Its time is over, and the minute that closes it has not come yet.
    if (Date.parse(now) >= Date.parse(closesAt)) throw proposalErrors.closed("The time to answer is over.");
    const alternative = vote.choice === "object" ? vote.alternative : null;
    await writeVote(db, actor, proposalId, { voterId, choice: vote.choice, text: vote.text ?? "", alternative }, now);
    await changed(context, proposal, sql`closes_at = ${closesAt}`);
    await conclude(context, await rowOf(context, proposalId));
    return proposalById(context, proposalId);
  },

  async extend(context, { proposalId, workingDays, reason }) {
    const proposal = await forUpdate(context, proposalId);
    context.authorize("proposal.change", { ownerId: proposal.proposer_id, archived: proposal.archived });
    assertRunning(proposal);
    if (proposal.rules.workingDays + workingDays > MAX_WORKING_DAYS) {
      throw sharedErrors.invalidInput(`A proposal takes ${MAX_WORKING_DAYS} working days at the most. Propose it anew.`, { details: { issues: [{ path: ["workingDays"], message: "too many" }] } });
    }
    const rules = { ...proposal.rules, ...extended(proposal.rules, workingDays) };
    const extensions = [...proposal.extensions, { at: context.now, by: context.actor.id, workingDays, reason }];
    await changed(context, proposal, sql`rules = ${JSON.stringify(rules)}::text::jsonb, extensions = ${JSON.stringify(extensions)}::text::jsonb`);
    return proposalById(context, proposalId);
  },

  async withdraw(context, { proposalId, reason }) {
    const proposal = await forUpdate(context, proposalId);
    context.authorize("proposal.change", { ownerId: proposal.proposer_id, archived: proposal.archived });
    assertRunning(proposal);
    const standing = standingOf(proposal, await votersOf(context.db, context.actor.workspace, [proposalId]), context.now, context.zones);
    await closeAs(context, proposal, standing, "withdrawn", sql`reason = ${reason}`);
    return proposalById(context, proposalId);
  },
};

/** Who is asked: of those named, all have to see the thread; of a group or a channel, whoever does. */
async function electors(context: Context, place: Place, asked: Parameters<typeof electorate>[3], minimum: ProposalRules["minimum"]): Promise<string[]> {
  const { db, actor } = context;
  const voters = await electorate(db, actor, place.spaceId, asked, MAX_VOTERS + 1);
  const strangers = asked.kind === "members" ? asked.memberIds.filter((id) => id !== actor.id && !voters.some((voter) => voter.id === id)) : [];
  if (strangers.length > 0) {
    throw memberErrors.unknownMember(`Not among those who may see this thread: ${strangers.slice(0, 5).join(", ")}. Let them in first.`, { details: { memberIds: strangers } });
  }
  if (voters.length === 0) throw proposalErrors.noVoters("Nobody is left to ask: beside you, no one of these may see this thread.");
  if (voters.length > MAX_VOTERS) throw proposalErrors.tooManyVoters(`A proposal asks ${MAX_VOTERS} members at the most. Name a group, or the people it concerns.`);
  if (minimum.kind === "count" && minimum.value > voters.length) {
    throw proposalErrors.unreachable(`${minimum.value} answers cannot come from ${voters.length} voters. Ask for fewer, or in percent.`, { details: { voters: voters.length } });
  }
  return voters.map(({ id }) => id);
}

/** A retry that outlived its idempotency key is told what it made; anything else is refused. */
async function sameOrRefused(context: Context, threadId: Proposal["threadId"], id: ProposalId, statement: string): Promise<Proposal> {
  const { db, actor } = context;
  const [row] = await selectProposals(db, actor, sql`(p.id = ${id} or p.thread_id = ${threadId} and p.state = 'open')`, 1);
  if (row?.id === id && row.proposer_id === actor.id && row.statement === statement) return proposalById(context, id);
  if (row?.thread_id === threadId && row.state === "open") throw proposalErrors.alreadyOpen("This thread has an open proposal. Wait for it, or have it withdrawn.", { details: { proposalId: row.id } });
  throw sharedErrors.conflict("There is a proposal with this id already. Make a new id.");
}

async function rowOf({ db, actor }: Context, id: ProposalId): Promise<ProposalRow> {
  const [row] = await selectProposals(db, actor, sql`p.id = ${id}`, 1);
  if (!row) throw sharedErrors.notFound("No such proposal, or not one you may see.");
  return row;
}

async function proposalById(context: Context, id: ProposalId): Promise<Proposal> {
  const [proposal] = await toProposals(context.db, context.actor, [await rowOf(context, id)], context.now, context.zones);
  return proposal!;
}

/** Locks the thread, as everything does that writes in it. */
async function forUpdate(context: Context, id: ProposalId): Promise<ProposalRow> {
  const { thread_id: threadId } = await rowOf(context, id);
  await placeOf(context.db, context.actor, threadId, true);
  return rowOf(context, id);
}

function assertRunning(proposal: ProposalRow): void {
  if (proposal.state !== "open") throw proposalErrors.closed("This proposal is closed.", { details: { state: proposal.state } });
}

async function changed(context: Context, proposal: ProposalRow, changes: ReturnType<typeof sql>): Promise<void> {
  await changeProposal(context.db, context.actor.workspace, proposal.id, changes);
  context.emit({ type: "proposal.changed", ...addressOf(proposal), proposalId: proposal.id, version: proposal.version + 1 });
}
