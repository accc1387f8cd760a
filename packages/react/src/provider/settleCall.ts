import { channelsKeys, commentsKeys, decisionsKeys, followsKeys, inboxKeys, membersKeys, type MutationCall, pairingsKeys, programsKeys, proposalsKeys, type QueryKey, roundsKeys, searchKeys, threadsKeys } from "@meanwhile/core";
import type { QueryClient } from "@tanstack/react-query";
import { readAgain } from "./readAgain.ts";
import { writeResult } from "./writeResult.ts";

/**
 * After a call was carried out: its answer goes into the cache, and what else it changed is read again.
 *
 * @param live whether events arrive, which then say what else changed
 */
export function settleCall(queryClient: QueryClient, call: MutationCall, input: unknown, result: unknown, live: boolean): void {
  writeResult(queryClient, call, result);
  // No event tells of what a member keeps for themselves.
  if (call.startsWith("search.")) return void queryClient.invalidateQueries({ queryKey: searchKeys.saved });
  if (call === "pairings.setNever") return void queryClient.invalidateQueries({ queryKey: pairingsKeys.never });
  if (live) return;
  for (const queryKey of keysAfter(call, input as { threadId?: string })) readAgain(queryClient, queryKey);
}

function keysAfter(call: MutationCall, { threadId }: { threadId?: string }): QueryKey[] {
  if (call === "comments.setReaction" || call === "comments.setAcknowledged") return [];
  if (call === "threads.setPosition") return [threadsKeys.counts, channelsKeys.lists, ...INBOX];
  const [namespace] = call.split(".");
  if (namespace === "inbox") return [...INBOX, threadsKeys.lists, threadsKeys.counts, threadsKeys.gets, channelsKeys.lists];
  if (namespace === "threads" || namespace === "comments") return [threadsKeys.lists, threadsKeys.counts, channelsKeys.lists, ...(threadId ? [threadsKeys.get(threadId)] : []), ...INBOX, followsKeys.threads];
  // Deciding may close the thread; an answer may decide.
  if (namespace === "decisions") return [decisionsKeys.all, ...(threadId ? [threadsKeys.get(threadId), threadsKeys.lists, commentsKeys.lists(threadId)] : []), ...INBOX];
  if (namespace === "proposals") return [proposalsKeys.all, decisionsKeys.all, ...INBOX];
  if (namespace === "channels") return [channelsKeys.all];
  if (namespace === "programs" || namespace === "rounds") return [programsKeys.all, roundsKeys.all, pairingsKeys.lists];
  if (namespace === "pairings") return [pairingsKeys.lists, programsKeys.all, ...INBOX];
  return [membersKeys.all, membersKeys.groups];
}

const INBOX: readonly QueryKey[] = [inboxKeys.lists, inboxKeys.counts, inboxKeys.gets];
