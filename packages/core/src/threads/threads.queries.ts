import type { MeanwhileClient } from "../client/client.ts";
import type { ThreadId } from "../shared/ids.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

/** Which threads, and in which order. */
export type ThreadsFilter = Omit<NonNullable<Parameters<MeanwhileClient["threads"]["list"]>[0]>, "cursor" | "limit">;
export type ThreadsCountFilter = Omit<ThreadsFilter, "sort">;

/** A filter as it stands in a key: where the threads live is always said, so that an event can name the lists of one place. */
const placed = (filter: ThreadsFilter) => ({ ...filter, channelId: filter.channelId ?? null, subjectId: filter.subjectId ?? null });

export const threadsKeys = {
  all: ["meanwhile", "threads"],
  lists: ["meanwhile", "threads", "list"],
  counts: ["meanwhile", "threads", "count"],
  gets: ["meanwhile", "threads", "get"],
  list: (filter: ThreadsFilter = {}) => ["meanwhile", "threads", "list", placed(filter)],
  count: (filter: ThreadsCountFilter = {}) => ["meanwhile", "threads", "count", placed(filter)],
  get: (threadId: string) => ["meanwhile", "threads", "get", threadId],
  contextVersions: (threadId: string) => ["meanwhile", "threads", "contextVersions", threadId],
} as const;

export function threadsQueries(client: MeanwhileClient) {
  return {
    list: (filter: ThreadsFilter = {}) => pagesOf(threadsKeys.list(filter), (cursor, options) => client.threads.list({ ...filter, cursor }, options)),
    count: (filter: ThreadsCountFilter = {}) => queryOf(threadsKeys.count(filter), ({ signal }) => client.threads.count(filter, { signal })),
    get: (threadId: ThreadId) => queryOf(threadsKeys.get(threadId), ({ signal }) => client.threads.get({ threadId }, { signal })),
    contextVersions: (threadId: ThreadId) =>
      pagesOf(threadsKeys.contextVersions(threadId), (cursor, options) => client.threads.listContextVersions({ threadId, cursor }, options)),
  };
}
