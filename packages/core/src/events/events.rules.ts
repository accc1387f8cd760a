import { channelsKeys } from "../channels/index.ts";
import { commentsKeys } from "../comments/index.ts";
import { membersKeys } from "../members/index.ts";
import type { QueryKey } from "../shared/query.ts";
import { threadsKeys } from "../threads/index.ts";
import type { MeanwhileEvent } from "./events.schema.ts";

/** The keys under which an event may have changed an answer: each stands for every key that begins like it, an object in it for every object that has its properties. */
export function keysTouchedBy(event: MeanwhileEvent): QueryKey[] {
  const { type, memberId, channelId, threadId, commentId } = event;
  switch (type) {
    case "member.changed":
      return [membersKeys.me, membersKeys.lists, ...(memberId ? [membersKeys.get(memberId)] : [])];
    case "group.changed":
      return [membersKeys.groups];
    case "channel.created":
      return [channelsKeys.lists];
    case "channel.changed":
      return [channelsKeys.lists, ...(channelId ? [channelsKeys.get(channelId), channelsKeys.members(channelId)] : [])];
    case "thread.created":
      return placesOf(channelId);
    case "thread.changed":
      // It may have come from another channel, which the event does not name.
      return [threadsKeys.lists, threadsKeys.counts, ...channelsOf(channelId), ...(threadId ? [threadsKeys.get(threadId), threadsKeys.contextVersions(threadId)] : [])];
    case "thread.position":
      return [...placesOf(channelId), ...(threadId ? [threadsKeys.get(threadId)] : [])];
    case "comment.created":
      return [...placesOf(channelId), ...(threadId ? [threadsKeys.get(threadId), commentsKeys.lists(threadId)] : [])];
    case "comment.changed":
      return [
        ...placesOf(channelId),
        ...(threadId ? [threadsKeys.get(threadId), commentsKeys.lists(threadId)] : []),
        ...(commentId ? [commentsKeys.get(commentId), commentsKeys.versions(commentId)] : []),
      ];
  }
}

/** Lists and counts that can hold a thread of that channel, or one that is in none; and the channel's own count of unread. */
function placesOf(channelId: string | undefined): QueryKey[] {
  const places = channelId ? [{ channelId }, { channelId: null, subjectId: null }] : [{ channelId: null }];
  return [...places.flatMap((place): QueryKey[] => [[...threadsKeys.lists, place], [...threadsKeys.counts, place]]), ...channelsOf(channelId)];
}

function channelsOf(channelId: string | undefined): QueryKey[] {
  return channelId ? [channelsKeys.lists, channelsKeys.get(channelId)] : [];
}
