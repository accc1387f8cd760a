import type { MeanwhileClient } from "../client/client.ts";
import type { DecisionId, ProposalId, ThreadId } from "../shared/ids.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

/** Which decisions of the log. */
export type DecisionsFilter = Omit<NonNullable<Parameters<MeanwhileClient["decisions"]["list"]>[0]>, "cursor" | "limit">;
export type ProposalsFilter = Omit<NonNullable<Parameters<MeanwhileClient["proposals"]["list"]>[0]>, "cursor" | "limit">;

export const decisionsKeys = {
  all: ["meanwhile", "decisions"],
  lists: ["meanwhile", "decisions", "list"],
  list: (filter: DecisionsFilter = {}) => ["meanwhile", "decisions", "list", filter],
  /** The newest decision of a thread. */
  latest: (threadId: string) => ["meanwhile", "decisions", "latest", threadId],
  get: (decisionId: string) => ["meanwhile", "decisions", "get", decisionId],
  versions: (decisionId: string) => ["meanwhile", "decisions", "versions", decisionId],
} as const;

export const proposalsKeys = {
  all: ["meanwhile", "proposals"],
  lists: ["meanwhile", "proposals", "list"],
  list: (filter: ProposalsFilter = {}) => ["meanwhile", "proposals", "list", filter],
  /** The newest proposal of a thread. */
  latest: (threadId: string) => ["meanwhile", "proposals", "latest", threadId],
  get: (proposalId: string) => ["meanwhile", "proposals", "get", proposalId],
} as const;

export function decisionsQueries(client: MeanwhileClient) {
  return {
    list: (filter: DecisionsFilter = {}) => pagesOf(decisionsKeys.list(filter), (cursor, options) => client.decisions.list({ ...filter, cursor }, options)),
    latest: (threadId: ThreadId) => queryOf(decisionsKeys.latest(threadId), async ({ signal }) => (await client.decisions.list({ threadId, limit: 1 }, { signal })).data[0] ?? null),
    get: (decisionId: DecisionId) => queryOf(decisionsKeys.get(decisionId), ({ signal }) => client.decisions.get({ decisionId }, { signal })),
    versions: (decisionId: DecisionId) => pagesOf(decisionsKeys.versions(decisionId), (cursor, options) => client.decisions.listVersions({ decisionId, cursor }, options)),
  };
}

export function proposalsQueries(client: MeanwhileClient) {
  return {
    list: (filter: ProposalsFilter = {}) => pagesOf(proposalsKeys.list(filter), (cursor, options) => client.proposals.list({ ...filter, cursor }, options)),
    latest: (threadId: ThreadId) => queryOf(proposalsKeys.latest(threadId), async ({ signal }) => (await client.proposals.list({ threadId, limit: 1 }, { signal })).data[0] ?? null),
    get: (proposalId: ProposalId) => queryOf(proposalsKeys.get(proposalId), ({ signal }) => client.proposals.get({ proposalId }, { signal })),
  };
}
