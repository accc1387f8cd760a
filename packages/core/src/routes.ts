import { channelsRoutes } from "./channels/channels.routes.ts";
import { commentsRoutes } from "./comments/comments.routes.ts";
import { decisionsRoutes, proposalsRoutes } from "./decisions/decisions.routes.ts";
import { eventsRoutes } from "./events/events.routes.ts";
import { followsRoutes, inboxRoutes } from "./inbox/inbox.routes.ts";
import { groupsRoutes, membersRoutes } from "./members/members.routes.ts";
import { pairingsRoutes, programsRoutes, roundsRoutes } from "./pairing/pairing.routes.ts";
import { searchRoutes } from "./search/search.routes.ts";
import { threadsRoutes } from "./threads/threads.routes.ts";
import { webhooksRoutes } from "./webhooks/webhooks.routes.ts";

/** Every route, by namespace and name: where the slices meet. */
export const routes = {
  members: membersRoutes,
  groups: groupsRoutes,
  channels: channelsRoutes,
  threads: threadsRoutes,
  comments: commentsRoutes,
  decisions: decisionsRoutes,
  proposals: proposalsRoutes,
  inbox: inboxRoutes,
  follows: followsRoutes,
  search: searchRoutes,
  programs: programsRoutes,
  rounds: roundsRoutes,
  pairings: pairingsRoutes,
  events: eventsRoutes,
  webhooks: webhooksRoutes,
} as const;

export type Routes = typeof routes;
