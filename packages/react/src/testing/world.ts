import { type Channel, type Comment, type MemberRef, newId, type Thread } from "@meanwhile/core";
import type { Api, Meanwhile, User } from "@meanwhile/node";
import { clock } from "./server.ts";

const HOUR = 3_600_000;

/** Who is in every story's workspace. The reader is Ada. */
export const PEOPLE = {
  ada: "Ada Lovelace",
  grace: "Grace Hopper",
  noor: "Noor Haddad",
  mikko: "Mikko Virtanen",
  yuki: "田中 由紀",
} as const;

export type PersonId = keyof typeof PEOPLE;

/** A story's own workspace, and short ways to fill it. Times are hours before the present. */
export interface World {
  workspace: string;
  api: Api;
  user(id: PersonId): User;
  ref(id: PersonId): MemberRef;
  /** Answers instead of the server, or lets the request through with `undefined`. */
  intercept: ((request: Request) => Response | Promise<Response> | undefined) | null;
  group(name: string, members: readonly PersonId[]): Promise<void>;
  channel(name: string, options?: { visibility?: "public" | "private"; members?: readonly PersonId[] }): Promise<Channel>;
  thread(channel: Channel, author: PersonId, hoursAgo: number, title: string, markdown: string): Promise<Thread>;
  comment(thread: Thread, author: PersonId, hoursAgo: number, markdown: string): Promise<Comment>;
  /** Has happen what is due by then; now unless told. */
  tick(hoursAhead?: number): Promise<void>;
  /** Does something at that time. */
  at<T>(hoursAgo: number, act: () => Promise<T>): Promise<T>;
}

const worlds = new Map<string, World>();

/** The world that a request is for. */
export function worldOf(workspace: string): World | undefined {
  return worlds.get(workspace);
}

export async function createWorld({ api, jobs }: Meanwhile): Promise<World> {
  const workspace = `story-${newId("req", Date.now())}`;
  const user = (id: PersonId): User => ({ id, workspace, name: PEOPLE[id], role: id === "noor" ? "owner" : "member" });
  const as = (id: PersonId) => ({ actor: user(id) });
  const at = async <T>(hoursAgo: number, act: () => Promise<T>): Promise<T> => {
    clock.offset = hoursAgo * HOUR;
    try {
      return await act();
    } finally {
      clock.offset = 0;
    }
  };
  const world: World = {
    workspace,
    api,
    user,
    at,
    intercept: null,
    ref: (id) => ({ id, name: PEOPLE[id], avatarUrl: null }),
    group: async (name, memberIds) => void (await api.groups.put({ groupId: newId("grp", Date.now()), name, memberIds: [...memberIds] }, as("noor"))),
    channel: (name, { visibility = "public", members = ["ada", "grace", "mikko", "yuki"] } = {}) => at(2000, () => api.channels.create({ name, visibility, memberIds: [...members] }, as("noor"))),
    thread: (channel, author, hoursAgo, title, markdown) => at(hoursAgo, () => api.threads.create({ channelId: channel.id, title, markdown }, as(author))),
    tick: async (hoursAhead = 0) => void (await jobs.tick(Date.now() + hoursAhead * HOUR)),
    comment: (thread, author, hoursAgo, markdown) => at(hoursAgo, () => api.comments.create({ threadId: thread.id, markdown }, as(author))),
  };
  worlds.set(workspace, world);
  for (const id of Object.keys(PEOPLE) as PersonId[]) await at(3000, () => api.members.me({}, as(id)));
  return world;
}
