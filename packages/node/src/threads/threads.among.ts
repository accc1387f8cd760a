import type { CommentId, ThreadId } from "@meanwhile/core";
import type { Writing } from "../calls/context.ts";
import type { Written } from "../comments/comments.body.ts";
import { sql } from "../db/sql.ts";

/** A thread that the server starts among some people. */
export interface ThreadAmong {
  id: ThreadId;
  commentId: CommentId;
  title: string;
  /** In whose name it is written. They see it only where they are one of the people. */
  authorId: string;
  people: readonly string[];
  opening: Written;
}

/** The space of a thread among people. */
export function spaceAmong(threadId: ThreadId): string {
  return `people:${threadId}`;
}

/**
 * Starts threads among people, any number in one statement. They tell nobody by themselves: whoever starts them brings them to their people,
 * once each.
 */
export async function startAmong(writing: Writing, threads: readonly ThreadAmong[]): Promise<void> {
  const { db, actor, now } = writing;
  const { workspace } = actor;
  const rows = threads.map(({ id, commentId, title, authorId, people, opening }) => ({
    id, space_id: spaceAmong(id), comment_id: commentId, title, author_id: authorId, people, markdown: opening.markdown, body: opening.body, excerpt: opening.excerpt, asks: opening.asks,
  }));
  await db.query(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g (
        id text, space_id text, comment_id text, title text, author_id text, people jsonb, markdown text, body jsonb, excerpt text, asks boolean)),
    spaces as (
      insert into meanwhile.spaces (workspace, id, kind, visibility, created_at) select ${workspace}, space_id, 'people', 'private', ${now}::timestamptz from given),
    people as (
      insert into meanwhile.space_members (workspace, space_id, member_id, joined_at)
      select ${workspace}, space_id, jsonb_array_elements_text(people), ${now}::timestamptz from given),
    threads as (
      insert into meanwhile.threads (workspace, id, space_id, title, author_id, last_author_id, comment_count, last_excerpt, created_at, active_at)
      select ${workspace}, id, space_id, title, author_id, author_id, 1, excerpt, ${now}::timestamptz, ${now}::timestamptz from given)
    insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, asks, audience, created_at)
    select ${workspace}, comment_id, id, 1, author_id, markdown, body, asks, '{"kind":"channel"}', ${now}::timestamptz from given`);
  for (const { id } of threads) writing.emit({ type: "thread.created", threadId: id, spaceId: spaceAmong(id), version: 1 });
}

/** Writes a comment into threads among people, in the name of whoever started each; theirs and the thread's rows are held until the commit. */
export async function writeAmong(writing: Writing, comments: readonly { id: CommentId; threadId: ThreadId; written: Written }[]): Promise<void> {
  const { db, actor, now } = writing;
  const { workspace } = actor;
  const rows = comments.map(({ id, threadId, written }) => ({ id, thread_id: threadId, markdown: written.markdown, body: written.body, excerpt: written.excerpt, asks: written.asks }));
  await db.query(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g (id text, thread_id text, markdown text, body jsonb, excerpt text, asks boolean)),
    counted as (
      update meanwhile.threads t set comment_count = t.comment_count + 1, last_author_id = t.author_id, last_excerpt = g.excerpt, active_at = greatest(t.active_at, ${now}::timestamptz), version = t.version + 1
      from given g where t.workspace = ${workspace} and t.id = g.thread_id returning t.id, t.comment_count as number, t.author_id)
    insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, asks, audience, created_at)
    select ${workspace}, g.id, c.id, c.number, c.author_id, g.markdown, g.body, g.asks, '{"kind":"channel"}', ${now}::timestamptz from given g join counted c on c.id = g.thread_id`);
  for (const { id, threadId } of comments) writing.emit({ type: "comment.created", threadId, spaceId: spaceAmong(threadId), commentId: id, version: 1 });
}

/** Closes threads: nothing more is to be said in them, and what was said stays. */
export async function closeAmong(writing: Writing, threadIds: readonly ThreadId[]): Promise<void> {
  const { db, actor, now } = writing;
  await db.query(sql`
    update meanwhile.threads set closed_at = ${now}::timestamptz, closed_by = ${actor.id}::text, version = version + 1
    where workspace = ${actor.workspace} and id = any(${[...threadIds]}::text[]) and closed_at is null`);
  for (const threadId of threadIds) writing.emit({ type: "thread.changed", threadId, spaceId: spaceAmong(threadId) });
}
