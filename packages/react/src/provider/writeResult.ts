import {
  type Channel,
  channelsKeys,
  type Comment,
  type CommentsPages,
  commentsKeys,
  type Decision,
  decisionsKeys,
  type InboxItem,
  inboxKeys,
  type MutationCall,
  newer,
  type Page,
  type Pages,
  type Pairing,
  type PairingPreferences,
  pairingsKeys,
  type Program,
  programsKeys,
  type Proposal,
  proposalsKeys,
  type QueryKey,
  type Thread,
  threadsKeys,
  type ThreadSummary,
  withComment,
  withItem,
} from "@meanwhile/core";
import type { QueryClient } from "@tanstack/react-query";

type Versioned = { id: string; version: number };

/** Puts a comment into every list and query that shows it; a list with a gap before it is read again. */
export function writeComment(queryClient: QueryClient, comment: Comment): void {
  writeEntity(queryClient, commentsKeys.get(comment.id), comment);
  for (const [queryKey, held] of queryClient.getQueriesData<CommentsPages>({ queryKey: commentsKeys.lists(comment.threadId) })) {
    if (!held) continue;
    const next = withComment(held, comment);
    if (next === null) void queryClient.invalidateQueries({ queryKey, exact: true });
    else if (next !== held) overtake(queryClient, queryKey, next);
  }
}

/** Puts the answer to a call wherever it is shown. */
export function writeResult(queryClient: QueryClient, call: MutationCall, result: unknown): void {
  if (!result) return;
  if (call === "threads.close" || call === "threads.reopen") {
    const both = result as { thread: Thread; comment: Comment };
    writeListed<ThreadSummary>(queryClient, threadsKeys.get(both.thread.id), threadsKeys.lists, both.thread);
    writeComment(queryClient, both.comment);
  } else if (call.startsWith("threads.")) {
    const thread = result as Thread;
    if (call === "threads.create") queryClient.setQueryData(threadsKeys.get(thread.id), thread);
    writeListed<ThreadSummary>(queryClient, threadsKeys.get(thread.id), threadsKeys.lists, thread);
  } else if (call.startsWith("comments.")) {
    writeComment(queryClient, result as Comment);
  } else if (call.startsWith("inbox.")) {
    const { item } = result as { item?: InboxItem };
    if (item) writeListed(queryClient, inboxKeys.get(item.id), inboxKeys.lists, item);
  } else if (call.startsWith("decisions.")) {
    const decision = result as Decision;
    writeLatest(queryClient, decisionsKeys.latest(decision.threadId), decision, "decidedAt");
    writeListed(queryClient, decisionsKeys.get(decision.id), decisionsKeys.lists, decision);
  } else if (call.startsWith("proposals.")) {
    const proposal = result as Proposal;
    writeLatest(queryClient, proposalsKeys.latest(proposal.threadId), proposal, "openedAt");
    writeListed(queryClient, proposalsKeys.get(proposal.id), proposalsKeys.lists, proposal);
  } else if (call === "pairings.setPreferences") {
    queryClient.setQueryData(pairingsKeys.preferences, result as PairingPreferences);
  } else if (call.startsWith("pairings.")) {
    const pairing = result as Pairing;
    writeListed(queryClient, pairingsKeys.get(pairing.id), pairingsKeys.lists, pairing);
  } else if (call.startsWith("programs.")) {
    const program = result as Program;
    writeListed(queryClient, programsKeys.get(program.id), programsKeys.lists, program);
  } else if (call.startsWith("channels.")) {
    const channel = result as Channel;
    writeListed(queryClient, channelsKeys.get(channel.id), channelsKeys.lists, channel);
  }
}

function writeListed<T extends Versioned>(queryClient: QueryClient, key: QueryKey, lists: QueryKey, entity: T): void {
  writeEntity(queryClient, key, entity);
  for (const [queryKey, held] of queryClient.getQueriesData<Pages<Page<T>>>({ queryKey: lists })) {
    if (!held) continue;
    const next = withItem<T, Pages<Page<T>>>(held, entity);
    if (next !== held) overtake(queryClient, queryKey, next);
  }
}

/** The newest of its kind in a thread: itself, or what it came after. */
function writeLatest<T extends Versioned, Time extends keyof T>(queryClient: QueryClient, queryKey: QueryKey, entity: T, time: Time): void {
  const held = queryClient.getQueryData<T | null>(queryKey);
  if (held === undefined) return;
  if (held === null || (held.id === entity.id ? newer(held, entity) === entity : held[time] <= entity[time])) overtake(queryClient, queryKey, entity);
}

function writeEntity<T extends Versioned>(queryClient: QueryClient, queryKey: QueryKey, entity: T): void {
  const held = queryClient.getQueryData<T>(queryKey);
  if (held && newer(held, entity) === entity) overtake(queryClient, queryKey, entity);
}

/** Writes; a read that is under way began before and would undo it, so it is dropped and begins again where it is shown. */
function overtake(queryClient: QueryClient, queryKey: QueryKey, data: unknown): void {
  const reading = queryClient.getQueryState(queryKey)?.fetchStatus === "fetching";
  if (reading) void queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData(queryKey, data);
  if (reading) void queryClient.invalidateQueries({ queryKey, exact: true });
}
