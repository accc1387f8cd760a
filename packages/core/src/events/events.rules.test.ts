import { expect, test } from "vitest";
import { channelsKeys } from "../channels/index.ts";
import { commentsKeys } from "../comments/index.ts";
import { membersKeys } from "../members/index.ts";
import type { QueryKey } from "../shared/query.ts";
import { searchKeys } from "../search/index.ts";
import { threadsKeys } from "../threads/index.ts";
import { keysTouchedBy } from "./events.rules.ts";
import type { MeanwhileEvent } from "./events.schema.ts";

const keys: Record<string, QueryKey> = {
  me: membersKeys.me,
  members: membersKeys.list({ query: "a" }),
  ada: membersKeys.get("ada"),
  groups: membersKeys.groups,
  channels: channelsKeys.list({ joined: true }),
  general: channelsKeys.get("chn_general"),
  design: channelsKeys.get("chn_design"),
  "threads everywhere": threadsKeys.list({ state: "open" }),
  "threads of general": threadsKeys.list({ channelId: "chn_general" }),
  "threads of design": threadsKeys.list({ channelId: "chn_design", state: "open" }),
  "threads of invoice 7": threadsKeys.list({ subjectType: "invoice", subjectId: "7" }),
  "unread everywhere": threadsKeys.count({ unread: true }),
  "unread of design": threadsKeys.count({ unread: true, channelId: "chn_design" }),
  "thread 1": threadsKeys.get("thr_1"),
  "thread 2": threadsKeys.get("thr_2"),
  "comments of 1": commentsKeys.list("thr_1", 5),
  "comments of 2": commentsKeys.list("thr_2"),
  "comment 1": commentsKeys.get("cmt_1"),
  "versions of comment 1": commentsKeys.versions("cmt_1"),
  "what was found": searchKeys.list({ query: "a" }),
  catalogue: searchKeys.topics({ sort: "title" }),
};

const touchedBy = (event: Omit<MeanwhileEvent, "seq" | "at" | "actorId">) => {
  const touched = keysTouchedBy({ seq: 1, at: "", actorId: null, ...event });
  return Object.keys(keys).filter((name) => touched.some((key) => begins(keys[name], key)));
};

/** TanStack Query's partial match. */
function begins(key: unknown, part: unknown): boolean {
  if (key === part) return true;
  if (typeof key !== "object" || typeof part !== "object" || key === null || part === null) return false;
  return Object.entries(part).every(([name, value]) => begins((key as Record<string, unknown>)[name], value));
}

test.each<[Omit<MeanwhileEvent, "seq" | "at" | "actorId">, string[]]>([
  [{ type: "member.changed", memberId: "ada" }, ["me", "members", "ada"]],
  [{ type: "group.changed" }, ["groups"]],
  [{ type: "channel.created", channelId: "chn_design" as never }, ["channels"]],
  [
    { type: "channel.changed", channelId: "chn_design" as never },
    ["channels", "design", "threads everywhere", "threads of design", "unread everywhere", "unread of design", "thread 1", "thread 2", "what was found", "catalogue"],
  ],
  [
    { type: "thread.created", threadId: "thr_1" as never, channelId: "chn_design" as never },
    ["channels", "design", "threads everywhere", "threads of design", "unread everywhere", "unread of design", "catalogue"],
  ],
  [
    { type: "comment.created", threadId: "thr_1" as never, commentId: "cmt_1" as never },
    ["channels", "general", "design", "threads everywhere", "threads of general", "threads of design", "threads of invoice 7", "unread everywhere", "unread of design", "thread 1", "comments of 1"],
  ],
  [
    { type: "comment.changed", threadId: "thr_1" as never, commentId: "cmt_1" as never, channelId: "chn_general" as never },
    ["channels", "general", "threads everywhere", "threads of general", "unread everywhere", "thread 1", "comments of 1", "comment 1", "versions of comment 1", "what was found", "catalogue"],
  ],
  [
    { type: "thread.changed", threadId: "thr_2" as never, channelId: "chn_general" as never },
    ["channels", "general", "design", "threads everywhere", "threads of general", "threads of design", "threads of invoice 7", "unread everywhere", "unread of design", "thread 2", "what was found", "catalogue"],
  ],
  [
    { type: "thread.position", threadId: "thr_2" as never, channelId: "chn_design" as never },
    ["channels", "design", "threads everywhere", "threads of design", "unread everywhere", "unread of design", "thread 2"],
  ],
])("%o touches %o", (event, expected) => {
  expect(touchedBy(event)).toEqual(expected);
});
