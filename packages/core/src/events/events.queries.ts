import type { MeanwhileClient } from "../client/client.ts";
import { queryOf } from "../shared/query.ts";

export const eventsKeys = {
  position: ["meanwhile", "events", "position"],
} as const;

export function eventsQueries(client: MeanwhileClient) {
  return {
    /**
     * The `seq` of the present. Prefetched on a server *before* what a page shows, it lets the browser's stream begin exactly there, so
     * that nothing is missed in between.
     */
    position: () => ({
      ...queryOf(eventsKeys.position, async ({ signal }) => (await client.events.list({ limit: 1 }, { signal })).lastSeq),
      staleTime: Infinity,
    }),
  };
}
