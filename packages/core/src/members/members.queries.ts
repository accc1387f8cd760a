import type { MeanwhileClient } from "../client/client.ts";
import { pagesOf, queryOf } from "../shared/query.ts";

export type MembersFilter = Omit<NonNullable<Parameters<MeanwhileClient["members"]["list"]>[0]>, "cursor" | "limit">;

export const membersKeys = {
  all: ["meanwhile", "members"],
  me: ["meanwhile", "members", "me"],
  lists: ["meanwhile", "members", "list"],
  list: (filter: MembersFilter = {}) => ["meanwhile", "members", "list", filter],
  get: (memberId: string) => ["meanwhile", "members", "get", memberId],
  groups: ["meanwhile", "groups", "list"],
} as const;

export function membersQueries(client: MeanwhileClient) {
  return {
    me: () => queryOf(membersKeys.me, ({ signal }) => client.members.me(undefined, { signal })),
    list: (filter: MembersFilter = {}) => pagesOf(membersKeys.list(filter), (cursor, options) => client.members.list({ ...filter, cursor }, options)),
    get: (memberId: string) => queryOf(membersKeys.get(memberId), ({ signal }) => client.members.get({ memberId }, { signal })),
  };
}

export function groupsQueries(client: MeanwhileClient) {
  return {
    list: () => pagesOf(membersKeys.groups, (cursor, options) => client.groups.list({ cursor }, options)),
  };
}
