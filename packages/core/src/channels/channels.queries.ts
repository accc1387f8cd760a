import type { MeanwhileClient } from "../client/client.ts";
import type { ChannelId } from "../shared/ids.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

export type ChannelsFilter = Omit<NonNullable<Parameters<MeanwhileClient["channels"]["list"]>[0]>, "cursor" | "limit">;

export const channelsKeys = {
  all: ["meanwhile", "channels"],
  lists: ["meanwhile", "channels", "list"],
  list: (filter: ChannelsFilter = {}) => ["meanwhile", "channels", "list", filter],
  get: (channelId: string) => ["meanwhile", "channels", "get", channelId],
  members: (channelId: string) => ["meanwhile", "channels", "members", channelId],
} as const;

export function channelsQueries(client: MeanwhileClient) {
  return {
    list: (filter: ChannelsFilter = {}) => pagesOf(channelsKeys.list(filter), (cursor, options) => client.channels.list({ ...filter, cursor }, options)),
    get: (channelId: ChannelId) => queryOf(channelsKeys.get(channelId), ({ signal }) => client.channels.get({ channelId }, { signal })),
    members: (channelId: ChannelId) => pagesOf(channelsKeys.members(channelId), (cursor, options) => client.channels.listMembers({ channelId, cursor }, options)),
  };
}
