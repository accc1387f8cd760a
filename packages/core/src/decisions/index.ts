export type { Alternative, Decision, DecisionLink, DecisionState, DecisionVersion, DecisionWording, Dissent, Review } from "./decisions.schema.ts";
export type { Choice, Proposal, ProposalRules, ProposalState, Tally, Vote, Voter } from "./decisions.proposals.schema.ts";
export { decisionErrors, proposalErrors } from "./decisions.errors.ts";
export { decisionsRoutes, proposalsRoutes } from "./decisions.routes.ts";
export { type DecisionsFilter, type ProposalsFilter, decisionsKeys, decisionsQueries, proposalsKeys, proposalsQueries } from "./decisions.queries.ts";
export { changesBetween, holds, reviewInstant } from "./decisions.rules.ts";
export { type Ballot, type Deadline, closingOf, deadlineOf, extended, latestOf, outcomeOf, tallyOf } from "./decisions.proposals.rules.ts";
export { type DecisionView, type ProposalView, applyDecisionOperations, applyProposalOperations } from "./decisions.views.rules.ts";
