/** The wire contract with its zod schemas: for servers, API documents and tests. A browser needs only the types of it. */
import { channelsContract } from "./channels/channels.contract.ts";
import { commentsContract } from "./comments/comments.contract.ts";
import { decisionsContract, proposalsContract } from "./decisions/decisions.contract.ts";
import { eventsContract } from "./events/events.contract.ts";
import { followsContract, inboxContract } from "./inbox/inbox.contract.ts";
import { groupsContract, membersContract } from "./members/members.contract.ts";
import { pairingsContract, programsContract, roundsContract } from "./pairing/pairing.contract.ts";
import { searchContract } from "./search/search.contract.ts";
import { threadsContract } from "./threads/threads.contract.ts";
import { webhooksContract } from "./webhooks/webhooks.contract.ts";

/** Every slice's endpoints, by namespace and name. */
export const contract = {
  members: membersContract,
  groups: groupsContract,
  channels: channelsContract,
  threads: threadsContract,
  comments: commentsContract,
  decisions: decisionsContract,
  proposals: proposalsContract,
  inbox: inboxContract,
  follows: followsContract,
  search: searchContract,
  programs: programsContract,
  rounds: roundsContract,
  pairings: pairingsContract,
  events: eventsContract,
  webhooks: webhooksContract,
} as const;

export type Contract = typeof contract;

export type { ContractOf, Endpoint, Input, Output, Parsed } from "./shared/contract.ts";
export * from "./shared/schema.ts";
export * from "./body/body.schema.ts";
export * from "./members/members.schema.ts";
export * from "./channels/channels.schema.ts";
export * from "./threads/threads.schema.ts";
export * from "./comments/comments.schema.ts";
export * from "./decisions/decisions.schema.ts";
export * from "./decisions/decisions.proposals.schema.ts";
export * from "./inbox/inbox.schema.ts";
export * from "./inbox/inbox.catchup.schema.ts";
export * from "./search/search.schema.ts";
export * from "./pairing/pairing.schema.ts";
export * from "./pairing/pairing.rounds.schema.ts";
export * from "./events/events.schema.ts";
export * from "./webhooks/webhooks.schema.ts";
