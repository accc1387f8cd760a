import type { Operation } from "../client/operation.ts";
import type { MemberRef } from "../members/members.schema.ts";
import { plainBody } from "../shared/plainBody.ts";
import { tallyOf } from "./decisions.proposals.rules.ts";
import type { Proposal, Voter } from "./decisions.proposals.schema.ts";
import type { Decision } from "./decisions.schema.ts";

/** A decision as a person who makes, confirms or withdraws it sees it at once. */
export interface DecisionView extends Decision {
  /** What the server does not know yet: the first that failed, else the last one. */
  operation: Operation | null;
}

/** A proposal as a person who makes it or answers sees it at once. */
export interface ProposalView extends Proposal {
  operation: Operation | null;
}

/** Whoever writes before we know who they are. */
const SOMEBODY: MemberRef = { id: "", name: "", avatarUrl: null };

/**
 * A thread's newest decision with a member's operations applied. What failed is undone, except a new decision: its words stay, with its
 * `operation` saying why.
 *
 * @param operations of the thread's lane
 * @param me who made them
 */
export function applyDecisionOperations(decision: Decision | null, operations: readonly Operation[], me: MemberRef | null): DecisionView | null {
  let view: DecisionView | null = decision && { ...decision, operation: null };
  for (const operation of operations) {
    const settled = operation.status === "sent" && operation.call.startsWith("decisions.") ? (operation.result as Decision | null) : null;
    if (settled) {
      if (!view || (view.id === settled.id ? view.version <= settled.version : view.decidedAt <= settled.decidedAt)) view = { ...settled, operation: null };
      continue;
    }
    const happened = { at: operation.createdAt, by: me?.id ?? null };
    const change = (changes: Partial<Decision>) => {
      if (view) view = { ...view, ...(operation.status === "failed" ? {} : changes), operation };
    };
    switch (operation.call) {
      case "decisions.create":
        if (view?.id !== operation.input.id) view = madeDecision(operation, me ?? SOMEBODY);
        break;
      case "decisions.confirm":
        if (operation.input.decisionId === view?.id) {
          const next = operation.input.review;
          change({ state: "confirmed", confirmed: happened, review: next ? { on: next.on, timeZone: next.timeZone ?? "UTC" } : null });
        }
        break;
      case "decisions.withdraw":
        if (operation.input.decisionId === view?.id) change({ state: "withdrawn", withdrawn: { ...happened, reason: operation.input.reason } });
        break;
    }
  }
  return view;
}

/** A thread's newest proposal with a member's operations applied, by the rules of {@link applyDecisionOperations}. */
export function applyProposalOperations(proposal: Proposal | null, operations: readonly Operation[], me: MemberRef | null): ProposalView | null {
  let view: ProposalView | null = proposal && { ...proposal, operation: null };
  for (const operation of operations) {
    const settled = operation.status === "sent" && operation.call.startsWith("proposals.") ? (operation.result as Proposal | null) : null;
    if (settled) {
      if (!view || (view.id === settled.id ? view.version <= settled.version : view.openedAt <= settled.openedAt)) view = { ...settled, operation: null };
      continue;
    }
    const failed = operation.status === "failed";
    switch (operation.call) {
      case "proposals.create":
        if (view?.id !== operation.input.id) view = madeProposal(operation, me ?? SOMEBODY);
        break;
      case "proposals.vote":
        if (view && operation.input.proposalId === view.id) view = { ...view, ...(failed ? {} : voted(view, operation, me ?? SOMEBODY)), operation };
        break;
      case "proposals.extend":
      case "proposals.withdraw":
        if (view && operation.input.proposalId === view.id) view = { ...view, operation };
        break;
    }
  }
  return view;
}

function voted(proposal: Proposal, { input, createdAt }: Operation<"proposals.vote">, me: MemberRef): Pick<Proposal, "voters" | "tally"> {
  const vote = { choice: input.choice, text: input.text ?? "", alternative: input.choice === "object" ? input.alternative : null, at: createdAt, by: me };
  const voters = proposal.voters.map((voter): Voter => (voter.member.id === (input.voterId ?? me.id) ? { ...voter, vote } : voter));
  return { voters, tally: tallyOf(proposal.rules, voters.map((voter) => ({ choice: voter.vote?.choice ?? null, absent: voter.gone || voter.deadline === null }))) };
}

/** A decision that the server does not have yet. */
function madeDecision(operation: Operation<"decisions.create">, me: MemberRef): DecisionView {
  const { input, createdAt } = operation;
  return {
    id: (input.id ?? operation.id) as Decision["id"],
    threadId: operation.lane as Decision["threadId"],
    threadTitle: "",
    channelId: null,
    subject: null,
    statement: input.statement,
    body: plainBody(input.statement),
    excerpt: input.statement.trim().split("\n", 1)[0]!.slice(0, 140),
    deciders: [me].filter(({ id }) => input.deciders === undefined || input.deciders.includes(id)),
    alternatives: [...(input.alternatives ?? [])],
    dissent: [],
    review: input.review ? { on: input.review.on, timeZone: input.review.timeZone ?? "UTC" } : null,
    state: "current",
    proposalId: null,
    supersedes: [],
    superseded: null,
    supersededBy: null,
    confirmed: null,
    withdrawn: null,
    author: me,
    decidedAt: createdAt,
    edited: null,
    revision: 1,
    version: 0,
    can: { change: false, supersede: false },
    operation,
  };
}

/** A proposal that the server does not have yet: whom it asks and when it closes, only the server knows. */
function madeProposal(operation: Operation<"proposals.create">, me: MemberRef): ProposalView {
  const { input, createdAt } = operation;
  const { workingDays = 3, maxDays = 21, silence = "consents", minimum = { kind: "count", value: 1 }, objection = "escalates" } = input;
  return {
    id: (input.id ?? operation.id) as Proposal["id"],
    threadId: operation.lane as Proposal["threadId"],
    channelId: null,
    statement: input.statement,
    body: plainBody(input.statement),
    excerpt: input.statement.trim().split("\n", 1)[0]!.slice(0, 140),
    alternatives: [...(input.alternatives ?? [])],
    review: null,
    rules: { workingDays, maxDays, silence, minimum, objection },
    state: "open",
    proposer: me,
    openedAt: createdAt,
    closesAt: createdAt,
    latestAt: createdAt,
    closed: null,
    reason: null,
    extensions: [],
    decisionId: null,
    voters: [],
    tally: tallyOf({ minimum }, []),
    version: 0,
    can: { change: false, voteFor: [] },
    operation,
  };
}
