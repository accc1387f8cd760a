import { channelsKeys } from "../channels/index.ts";
import { commentsKeys } from "../comments/index.ts";
import { decisionsKeys, proposalsKeys } from "../decisions/index.ts";
import { followsKeys, inboxKeys } from "../inbox/index.ts";
import { membersKeys } from "../members/index.ts";
import { pairingsKeys, programsKeys, roundsKeys } from "../pairing/index.ts";
import { searchKeys } from "../search/index.ts";
import type { QueryKey } from "../shared/query.ts";
import { threadsKeys } from "../threads/index.ts";
import type { MeanwhileEvent } from "./events.schema.ts";

/**
 * The keys under which an event may have changed an answer: each stands for every key that begins like it, an object in it for every
 * object that has its properties. The less an event tells, the more it touches.
 */
export function keysTouchedBy(event: MeanwhileEvent): QueryKey[] {
  const { type, memberId, channelId, threadId, commentId, decisionId, proposalId, programId, pairingId } = event;
  const thread = threadId ? [threadsKeys.get(threadId)] : [];
  switch (type) {
    case "member.changed":
      return [membersKeys.me, membersKeys.lists, commentsKeys.audiences, ...(memberId ? [membersKeys.get(memberId)] : [])];
    case "group.changed":
      return [membersKeys.groups];
    case "channel.created":
      return [channelsKeys.lists];
    case "channel.changed":
      // Who may see its threads and write in them may have changed with it.
      return [...placesOf(channelId), threadsKeys.gets, ...(channelId ? [channelsKeys.members(channelId)] : []), inboxKeys.all, ...FOUND];
    case "thread.created":
      return [...placesOf(channelId), searchKeys.allTopics];
    case "thread.changed":
      // It may have come from another channel, which the event does not name.
      return [...placesOf(undefined), ...(threadId ? [...thread, threadsKeys.contextVersions(threadId)] : [threadsKeys.gets]), ...INBOX, ...FOUND];
    case "thread.position":
      return [...placesOf(channelId), ...(threadId ? thread : [threadsKeys.gets]), ...INBOX];
    case "comment.created":
      // It says that there may be an item; a thousand who follow are not told one by one.
      return [...placesOf(channelId), ...thread, ...(threadId ? [commentsKeys.lists(threadId)] : []), ...INBOX];
    case "comment.changed":
      return [
        ...placesOf(channelId),
        ...thread,
        ...(threadId ? [commentsKeys.lists(threadId)] : []),
        ...(commentId ? [commentsKeys.get(commentId), commentsKeys.versions(commentId)] : []),
        ...INBOX,
        ...FOUND,
      ];
    case "decision.made":
    case "decision.changed":
    case "decision.review_due":
      return [
        decisionsKeys.lists,
        ...(threadId ? [decisionsKeys.latest(threadId)] : []),
        ...(decisionId ? [decisionsKeys.get(decisionId), decisionsKeys.versions(decisionId)] : []),
        ...INBOX,
      ];
    case "proposal.opened":
    case "proposal.changed":
    case "proposal.closed":
      return [proposalsKeys.lists, ...(threadId ? [proposalsKeys.latest(threadId)] : []), ...(proposalId ? [proposalsKeys.get(proposalId)] : []), ...INBOX];
    case "inbox.changed":
      return [inboxKeys.all, followsKeys.all];
    case "program.changed":
      return [programsKeys.lists, ...(programId ? [programsKeys.get(programId)] : [programsKeys.all]), roundsKeys.all, pairingsKeys.lists];
    case "pairing.changed":
      return [pairingsKeys.lists, ...(pairingId ? [pairingsKeys.get(pairingId)] : [pairingsKeys.all]), ...INBOX];
  }
}

/** What shows items that may have changed with their thread. */
const INBOX: readonly QueryKey[] = [inboxKeys.lists, inboxKeys.counts, inboxKeys.gets];

/** What was found and has changed since, or may be seen no more. What is new is not searched for each time: it would shift what one is reading. */
const FOUND: readonly QueryKey[] = [searchKeys.lists, searchKeys.allTopics];

/** Lists and counts that can hold a thread of that channel, and the channel's own count of unread; all of them where no channel is named. */
function placesOf(channelId: string | undefined): QueryKey[] {
  if (!channelId) return [threadsKeys.lists, threadsKeys.counts, channelsKeys.all];
  const places = [{ channelId }, { channelId: null, subjectId: null }];
  return [...places.flatMap((place): QueryKey[] => [[...threadsKeys.lists, place], [...threadsKeys.counts, place]]), channelsKeys.lists, channelsKeys.get(channelId)];
}
