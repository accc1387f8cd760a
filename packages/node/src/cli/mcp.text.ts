import type { Channel, Comment, Decision, InboxItem, SearchHit, Thread, ThreadSummary } from "@meanwhile/core";

/** A comment longer than this is cut where several are shown. */
const LONGEST = 8_000;

/** One thread a line: `- Icons (thr_…) in #general by Ada, open, 3 comments, 1 unread, last 2026-…: "…"`. */
export function threadLine(thread: ThreadSummary): string {
  const place = thread.channelId ? ` in ${thread.channelId}` : thread.subject ? ` on ${thread.subject.type} ${thread.subject.id}` : " among named people";
  const state = [thread.closed ? "closed" : "open", ...(thread.pinned ? ["pinned"] : []), `${thread.commentCount} comments`, ...(thread.me.unreadCount > 0 ? [`${thread.me.unreadCount} unread`] : [])].join(", ");
  return `- ${JSON.stringify(thread.title)} (${thread.id})${place} by ${thread.author.name}, ${state}, last ${thread.lastComment.at} by ${thread.lastComment.author.name}: ${JSON.stringify(thread.lastComment.excerpt)}`;
}

export function inboxLine(item: InboxItem): string {
  const where = item.threadId && item.unreadFrom ? `${item.threadId}, unread from comment ${item.unreadFrom}` : (item.threadId ?? item.subjectId);
  const last = item.lastComment ? `: ${item.lastComment.author.name} wrote ${JSON.stringify(item.lastComment.excerpt)}` : "";
  return `- ${JSON.stringify(item.title)} (${where}), ${item.kind}, ${item.state}, because ${item.reasons.join(", ")}${item.by ? ` by ${item.by.name}` : ""}, ${item.changedAt}${last}`;
}

export function channelLine(channel: Channel): string {
  const state = [channel.visibility, ...(channel.archived ? ["archived"] : []), ...(channel.me.joined ? ["joined"] : []), `${channel.me.unreadThreads} unread threads`].join(", ");
  return `- ${JSON.stringify(channel.name)} (${channel.id}), ${state}${channel.description ? `: ${JSON.stringify(channel.description)}` : ""}`;
}

/**
 * A page of a thread as Markdown. What people wrote is quoted line by line, so that nothing in it can be taken for what this program says.
 */
export function threadText(thread: Thread, comments: readonly Comment[], nextCursor: string | null): string {
  const parts = [`# ${thread.title}`, threadLine(thread).slice(2)];
  if (thread.context) parts.push(`## What is known by now (edited ${thread.context.edited.at})\n\n${quoted(thread.context.markdown)}`);
  for (const comment of comments) parts.push(commentText(comment, comments.length > 1));
  parts.push(more(nextCursor, "comments"));
  return parts.join("\n\n");
}

function commentText(comment: Comment, isOneOfMany: boolean): string {
  const did = comment.action ? `, ${comment.action} the thread` : "";
  const head = `## Comment ${comment.number} by ${comment.author.name}, ${comment.createdAt}${comment.edited ? ", edited" : ""}${did} (${comment.id})`;
  if (comment.deleted) return `${head}\n\nDeleted.`;
  const cut = isOneOfMany && comment.markdown.length > LONGEST;
  return `${head}\n\n${quoted(cut ? comment.markdown.slice(0, LONGEST) : comment.markdown)}${cut ? `\n\nCut at ${LONGEST} of ${comment.markdown.length} characters. For all of it read from ${comment.number} with a limit of 1.` : ""}`;
}

export function decisionText(decision: Decision): string {
  const review = decision.review ? `, to be looked at again on ${decision.review.on}` : "";
  const head = `## Decision ${decision.id} in ${JSON.stringify(decision.threadTitle)} (${decision.threadId}), ${decision.state}${review}, by ${decision.deciders.map(({ name }) => name).join(", ")}`;
  return [head, quoted(decision.statement), ...decision.alternatives.map(({ text, reason }) => `Not taken:\n\n${quoted(text)}\n\nbecause\n\n${quoted(reason)}`)].join("\n\n");
}

/** How a query was taken, where that is not as it was typed. */
export function searchNote({ match, didYouMean, corrected, issues }: { match: "all" | "some"; didYouMean: string | null; corrected: boolean; issues: readonly { code: string; operator: string; value: string }[] }): string {
  const notes = [
    ...(corrected ? [`Nothing has what was asked. These are hits of ${JSON.stringify(didYouMean)}.`] : didYouMean === null ? [] : [`More may be found by ${JSON.stringify(didYouMean)}.`]),
    ...(match === "some" ? ["Few or none have every word, so these have some of them."] : []),
    ...issues.map(({ code, operator, value }) => `${JSON.stringify(`${operator}:${value}`)} was not taken as a filter (${code}).`),
  ];
  return notes.join("\n");
}

export function hitText({ kind, threadId, commentNumber, title, excerpt, channel, subject, author, at, closed }: Omit<SearchHit, "title" | "snippet"> & { title: string; excerpt: string }): string {
  const place = channel ? ` in #${channel.name}` : subject ? ` on ${subject.type} ${subject.id}` : "";
  const where = threadId === null ? "" : ` (${threadId}${commentNumber === null ? "" : `, comment ${commentNumber}`})`;
  return `- ${kind} ${JSON.stringify(title)}${where}${place}${author ? ` by ${author.name}` : ""}, ${at}${closed ? ", closed" : ""}\n${quoted(excerpt)}`;
}

export function more(nextCursor: string | null, what: string): string {
  return nextCursor ? `There are more ${what}: call again with cursor ${nextCursor}` : `No more ${what}.`;
}

function quoted(markdown: string): string {
  return markdown.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `> ${line}`).join("\n");
}
