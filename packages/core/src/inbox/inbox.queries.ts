import type { MeanwhileClient } from "../client/client.ts";
import type { ChannelId, InboxItemId, ThreadId } from "../shared/ids.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

/** Which items; without any part, the inbox itself. */
export type InboxFilter = Omit<NonNullable<Parameters<MeanwhileClient["inbox"]["list"]>[0]>, "cursor" | "limit">;

export const inboxKeys = {
  all: ["meanwhile", "inbox"],
  lists: ["meanwhile", "inbox", "list"],
  counts: ["meanwhile", "inbox", "counts"],
  gets: ["meanwhile", "inbox", "get"],
  list: (filter: InboxFilter = {}) => ["meanwhile", "inbox", "list", filter],
  get: (itemId: string) => ["meanwhile", "inbox", "get", itemId],
  catchUp: (from: string, to?: string) => ["meanwhile", "inbox", "catchUp", { from, to: to ?? null }],
  preferences: ["meanwhile", "inbox", "preferences"],
} as const;

export const followsKeys = {
  all: ["meanwhile", "follows"],
  threads: ["meanwhile", "follows", "thread"],
  thread: (threadId: string) => ["meanwhile", "follows", "thread", threadId],
  channel: (channelId: string) => ["meanwhile", "follows", "channel", channelId],
} as const;

export function inboxQueries(client: MeanwhileClient) {
  return {
    list: (filter: InboxFilter = {}) => pagesOf(inboxKeys.list(filter), (cursor, options) => client.inbox.list({ ...filter, cursor }, options)),
    counts: () => queryOf(inboxKeys.counts, ({ signal }) => client.inbox.counts(undefined, { signal })),
    get: (itemId: InboxItemId) => queryOf(inboxKeys.get(itemId), ({ signal }) => client.inbox.get({ itemId }, { signal })),
    catchUp: (from: string, to?: string) => queryOf(inboxKeys.catchUp(from, to), ({ signal }) => client.inbox.catchUp({ from, to }, { signal })),
    preferences: () => queryOf(inboxKeys.preferences, ({ signal }) => client.inbox.getPreferences(undefined, { signal })),
  };
}

export function followsQueries(client: MeanwhileClient) {
  return {
    thread: (threadId: ThreadId) => queryOf(followsKeys.thread(threadId), ({ signal }) => client.follows.getThread({ threadId }, { signal })),
    channel: (channelId: ChannelId) => queryOf(followsKeys.channel(channelId), ({ signal }) => client.follows.getChannel({ channelId }, { signal })),
  };
}
