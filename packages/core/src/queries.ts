import { channelsQueries } from "./channels/channels.queries.ts";
import type { MeanwhileClient } from "./client/client.ts";
import { commentsQueries } from "./comments/comments.queries.ts";
import { decisionsQueries, proposalsQueries } from "./decisions/decisions.queries.ts";
import { eventsQueries } from "./events/events.queries.ts";
import { followsQueries, inboxQueries } from "./inbox/inbox.queries.ts";
import { groupsQueries, membersQueries } from "./members/members.queries.ts";
import { pairingsQueries, programsQueries, roundsQueries } from "./pairing/pairing.queries.ts";
import { searchQueries } from "./search/search.queries.ts";
import { threadsQueries } from "./threads/threads.queries.ts";
import { webhooksQueries } from "./webhooks/webhooks.queries.ts";

/**
 * Every slice's query options over one client, in the shape TanStack Query takes.
 *
 * @example On a server, before rendering:
 * await queryClient.prefetchInfiniteQuery(queries(client).threads.list({ channelId }));
 */
export function queries(client: MeanwhileClient) {
  return {
    members: membersQueries(client),
    groups: groupsQueries(client),
    channels: channelsQueries(client),
    threads: threadsQueries(client),
    comments: commentsQueries(client),
    decisions: decisionsQueries(client),
    proposals: proposalsQueries(client),
    inbox: inboxQueries(client),
    follows: followsQueries(client),
    search: searchQueries(client),
    programs: programsQueries(client),
    rounds: roundsQueries(client),
    pairings: pairingsQueries(client),
    events: eventsQueries(client),
    webhooks: webhooksQueries(client),
  };
}

export type Queries = ReturnType<typeof queries>;
