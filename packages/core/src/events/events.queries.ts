import type { MeanwhileClient } from "../client/client.ts";
import { queryOf } from "../shared/query.ts";

export const eventsKeys = {
  position: ["meanwhile", "events", "position"],
} as const;

export function eventsQueries(client: MeanwhileClient) {
  return {
    /**
     * The `seq` of the present. Prefetched on a server *before* what a page shows, it lets the browser's stream begin exactly there, so
     * that nothing is missed in between, however long the page was on its way. Without it the stream begins at the time of what is
     * oldest on the page, which the clocks of both have to agree on.
     */
    position: () => ({
      ...queryOf(eventsKeys.position, async ({ signal }) => (await client.events.list({ limit: 1 }, { signal })).lastSeq),
      staleTime: Infinity,
    }),
  };
}
