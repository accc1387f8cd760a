import { type Actor, can, type ChannelId, type Comment, type CommentId, type CommentMetadata, type CommentVersion, sharedErrors, type ThreadId } from "@meanwhile/core";
import type { Queryable } from "../db/port.ts";
import { type Sql, sql } from "../db/sql.ts";
import { visibleSpace } from "../permissions/spaces.ts";
import type { Written } from "./comments.body.ts";

/** The thread a comment belongs to, as far as writing in it goes. */
export interface Place {
  threadId: ThreadId;
  spaceId: string;
  spaceKind: "channel" | "subject" | "people";
  visibility: "public" | "private";
  joined: boolean;
  archived: boolean;
  closed: boolean;
  /** Who started the thread. */
  authorId: string;
  /** Who is to see to it. */
  assigneeId: string | null;
  commentCount: number;
}

interface PlaceRow {
  id: ThreadId;
  space_id: string;
  kind: Place["spaceKind"];
  visibility: Place["visibility"];
  joined: boolean;
  archived: boolean;
  closed: boolean;
  author_id: string;
  assignee_id: string | null;
  comment_count: number;
}

/**
 * Where a comment would go; with `lock`, nobody else writes in that thread until the commit.
 *
 * @throws MeanwhileError `shared/not_found` where there is no such thread, or none the actor may see
 */
export async function placeOf(db: Queryable, actor: Actor, threadId: ThreadId, lock: boolean): Promise<Place> {
  const [row] = await db.query<PlaceRow>(sql`
    select t.id, t.space_id, s.kind, s.visibility, s.archived_at is not null as archived, t.closed_at is not null as closed, t.author_id, t.assignee_id, t.comment_count,
      exists (select 1 from meanwhile.space_members j where j.workspace = s.workspace and j.space_id = s.id and j.member_id = ${actor.id}) as joined
    from meanwhile.threads t join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    where t.workspace = ${actor.workspace} and t.id = ${threadId} and ${visibleSpace(actor)} ${lock ? sql`for update of t` : sql``}`);
  if (!row) throw sharedErrors.notFound("No such thread, or not one you may see.");
  return {
    threadId: row.id,
    spaceId: row.space_id,
    spaceKind: row.kind,
    visibility: row.visibility,
    joined: row.joined,
    archived: row.archived,
    closed: row.closed,
    authorId: row.author_id,
    assigneeId: row.assignee_id,
    commentCount: row.comment_count,
  };
}

export type Address = Pick<Place, "threadId" | "spaceId" | "spaceKind">;

/** Where something in a thread happened, for the event that tells of it. */
export function addressOf(place: Address): { threadId: ThreadId; spaceId: string; channelId?: ChannelId } {
  const { threadId, spaceId } = place;
  return place.spaceKind === "channel" ? { threadId, spaceId, channelId: spaceId as ChannelId } : { threadId, spaceId };
}

interface CommentRow {
  id: CommentId;
  thread_id: ThreadId;
  number: number;
  author_id: string;
  author_name: string;
  author_avatar_url: string | null;
  markdown: string;
  body: Comment["body"];
  action: Comment["action"];
  audience: Comment["audience"];
  metadata: CommentMetadata;
  reactions: Comment["reactions"];
  acknowledgements: Comment["acknowledgements"];
  created_at: string;
  edited_at: string | null;
  edited_by: string | null;
  deleted_at: string | null;
  deleted_by: string | null;
  version: number;
  archived: boolean;
}

function toComment(actor: Actor, row: CommentRow): Comment {
  const resource = { ownerId: row.author_id, archived: row.archived };
  const stands = row.deleted_at === null;
  return {
    id: row.id,
    threadId: row.thread_id,
    number: row.number,
    author: { id: row.author_id, name: row.author_name, avatarUrl: row.author_avatar_url },
    markdown: row.markdown,
    body: row.body,
    action: row.action,
    audience: row.audience,
    metadata: row.metadata,
    reactions: row.reactions,
    acknowledgements: row.acknowledgements,
    createdAt: row.created_at,
    edited: row.edited_at === null ? null : { at: row.edited_at, by: row.edited_by },
    deleted: row.deleted_at === null ? null : { at: row.deleted_at, by: row.deleted_by },
    version: row.version,
    can: { edit: stands && can(actor, "comment.edit", resource), delete: stands && can(actor, "comment.delete", resource) },
  };
}

/** Comments that pass `where` (alias `c`) in threads the actor may see, by number. */
export async function selectComments(db: Queryable, actor: Actor, where: Sql, direction: "forward" | "backward", limit: number): Promise<Comment[]> {
  const rows = await db.query<CommentRow>(sql`
    select c.*, a.name as author_name, a.avatar_url as author_avatar_url, s.archived_at is not null as archived
    from meanwhile.comments c
    join meanwhile.threads t on t.workspace = c.workspace and t.id = c.thread_id
    join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
    join meanwhile.members a on a.workspace = c.workspace and a.id = c.author_id
    where c.workspace = ${actor.workspace} and ${visibleSpace(actor)} and ${where}
    order by c.number ${direction === "forward" ? sql`asc` : sql`desc`} limit ${limit}`);
  return rows.map((row) => toComment(actor, row));
}

/** @throws MeanwhileError `shared/not_found` */
export async function commentById(db: Queryable, actor: Actor, id: CommentId): Promise<Comment> {
  const [comment] = await selectComments(db, actor, sql`c.id = ${id}`, "forward", 1);
  if (!comment) throw sharedErrors.notFound("No such comment, or not one you may see.");
  return comment;
}

/** Locks the comment's row until the commit. */
export async function lockComment(db: Queryable, actor: Actor, id: CommentId): Promise<void> {
  await db.query(sql`select 1 from meanwhile.comments where workspace = ${actor.workspace} and id = ${id} for update`);
}

export interface NewComment extends Written {
  id: CommentId;
  action: Comment["action"];
  audience: Comment["audience"];
  metadata: CommentMetadata;
}

interface PostedRow {
  number: number;
  space_id: string;
  author_id: string;
  assignee_id: string | null;
  last_author_id: string;
  kind: Place["spaceKind"];
  archived: boolean;
  name: string;
  avatar_url: string | null;
}

/** What was just written, where, and whom the thread concerns. */
export interface Posted {
  comment: Comment;
  place: Address;
  participants: string[];
  /** Who wrote the comment before. */
  before: string | null;
}

/** Who takes part in a thread without having written in it. */
export function participantsOf(authorId: string, assigneeId: string | null): string[] {
  return assigneeId === null || assigneeId === authorId ? [authorId] : [authorId, assigneeId];
}

/**
 * Appends a comment to a thread and holds the thread until the commit: its number, the thread's counters, whom it mentions, and that its
 * author has read this far, in one statement. Gives it back as the actor sees it, with where it went; nothing where the id is taken or
 * there is no such thread, or none the actor may see. `ifOpen`: nothing either where the thread is closed or its channel archived.
 */
export async function insertComment(
  db: Queryable,
  actor: Actor,
  threadId: ThreadId,
  comment: NewComment,
  now: string,
  ifOpen: boolean,
): Promise<Posted | undefined> {
  const { workspace, id: author } = actor;
  const [row] = await db.query<PostedRow>(sql`
    with place as (
      select t.comment_count + 1 as number, t.space_id, t.author_id, t.assignee_id, t.last_author_id, s.kind, s.archived_at is not null as archived
      from meanwhile.threads t join meanwhile.spaces s on s.workspace = t.workspace and s.id = t.space_id
      where t.workspace = ${workspace} and t.id = ${threadId} and ${visibleSpace(actor)} ${ifOpen ? sql`and t.closed_at is null and s.archived_at is null` : sql``}
      for update of t),
    inserted as (
      insert into meanwhile.comments (workspace, id, thread_id, number, author_id, markdown, body, asks, action, audience, metadata, created_at)
      select ${workspace}, ${comment.id}, ${threadId}, place.number, ${author}, ${comment.markdown}, ${JSON.stringify(comment.body)}::text::jsonb,
        ${comment.asks}::boolean, ${comment.action}, ${JSON.stringify(comment.audience)}::text::jsonb, ${JSON.stringify(comment.metadata)}::text::jsonb, ${now}::timestamptz from place
      on conflict (workspace, id) do nothing returning number),
    counted as (
      update meanwhile.threads set comment_count = inserted.number, last_author_id = ${author}, last_excerpt = ${comment.excerpt},
        active_at = greatest(active_at, ${now}::timestamptz), version = version + 1
      from inserted where workspace = ${workspace} and id = ${threadId}),
    ${mentionsAnybody(comment) ? sql`mentioned as (
      insert into meanwhile.mentions (workspace, member_id, thread_id, number, direct)
      select ${workspace}, named.id, ${threadId}, inserted.number, named.direct from inserted, (${mentionedMembers(workspace, comment)}) named),` : sql``}
    seen as (
      insert into meanwhile.thread_positions as p (workspace, member_id, thread_id, position)
      select ${workspace}, ${author}, ${threadId}, inserted.number from inserted
      on conflict (workspace, member_id, thread_id) do update set position = excluded.position)
    select place.*, a.name, a.avatar_url
    from inserted, place, meanwhile.members a where a.workspace = ${workspace} and a.id = ${author}`);
  if (!row) return undefined;
  const { id, markdown, body, action, audience, metadata } = comment;
  // What was just written need not be read again.
  const written = toComment(actor, {
    ...{ id, markdown, body, action, audience, metadata, number: row.number, version: 1 },
    ...{ thread_id: threadId, archived: row.archived, author_id: author, author_name: row.name, author_avatar_url: row.avatar_url },
    ...{ reactions: [], acknowledgements: [], created_at: now, edited_at: null, edited_by: null, deleted_at: null, deleted_by: null },
  });
  const place = { threadId, spaceId: row.space_id, spaceKind: row.kind };
  return { comment: written, place, participants: participantsOf(row.author_id, row.assignee_id), before: row.number === 1 ? null : row.last_author_id };
}

const mentionsAnybody = ({ mentions }: Written): boolean => mentions.users.length > 0 || mentions.groups.length > 0;

/** Members named in person or through a group; a name that is not in the workspace mentions nobody. */
function mentionedMembers(workspace: string, written: Written): Sql {
  return sql`
    select one.id, bool_or(one.direct) as direct from (
      select m.id, true as direct from meanwhile.members m where m.workspace = ${workspace} and m.id = any(${written.mentions.users}::text[])
      union all select gm.member_id, false from meanwhile.group_members gm where gm.workspace = ${workspace} and gm.group_id = any(${written.mentions.groups}::text[])) one
    group by one.id`;
}

/** Writes a new wording, keeps the one before as a version, and names anew whom it mentions. */
export async function reviseComment(db: Queryable, actor: Actor, comment: Comment, written: Written, metadata: CommentMetadata, now: string): Promise<void> {
  const { workspace } = actor;
  await db.query(sql`
    insert into meanwhile.comment_versions (workspace, comment_id, version, markdown, body, at)
    values (${workspace}, ${comment.id}, ${comment.version}, ${comment.markdown}, ${JSON.stringify(comment.body)}::text::jsonb, ${comment.edited?.at ?? comment.createdAt})`);
  await db.query(sql`
    update meanwhile.comments set markdown = ${written.markdown}, body = ${JSON.stringify(written.body)}::text::jsonb, asks = ${written.asks},
      metadata = ${JSON.stringify(metadata)}::text::jsonb, edited_at = ${now}, edited_by = ${actor.id}, version = version + 1
    where workspace = ${workspace} and id = ${comment.id}`);
  await db.query(sql`delete from meanwhile.mentions where workspace = ${workspace} and thread_id = ${comment.threadId} and number = ${comment.number}`);
  await db.query(sql`
    insert into meanwhile.mentions (workspace, member_id, thread_id, number, direct)
    select ${workspace}, named.id, ${comment.threadId}, ${comment.number}::int, named.direct from (${mentionedMembers(workspace, written)}) named`);
  await refreshExcerpt(db, workspace, comment, written.excerpt);
}

/** Leaves a tombstone: words, versions, reactions and mentions go for good, number and author stay. */
export async function buryComment(db: Queryable, actor: Actor, comment: Comment, now: string): Promise<void> {
  const { workspace } = actor;
  await db.query(sql`delete from meanwhile.comment_versions where workspace = ${workspace} and comment_id = ${comment.id}`);
  await db.query(sql`delete from meanwhile.mentions where workspace = ${workspace} and thread_id = ${comment.threadId} and number = ${comment.number}`);
  await db.query(sql`
    update meanwhile.comments set markdown = '', body = '{"version":1,"content":[]}', asks = false, metadata = '{}', reactions = '[]', acknowledgements = '[]',
      deleted_at = ${now}, deleted_by = ${actor.id}, version = version + 1
    where workspace = ${workspace} and id = ${comment.id}`);
  await refreshExcerpt(db, workspace, comment, "");
}

/** A thread's list line shows its newest comment. */
async function refreshExcerpt(db: Queryable, workspace: string, comment: Comment, excerpt: string): Promise<void> {
  await db.query(sql`
    update meanwhile.threads set last_excerpt = ${excerpt}, version = version + 1
    where workspace = ${workspace} and id = ${comment.threadId} and comment_count = ${comment.number}`);
}

export async function updateMarks(db: Queryable, workspace: string, comment: Pick<Comment, "id" | "reactions" | "acknowledgements">): Promise<void> {
  await db.query(sql`
    update meanwhile.comments set reactions = ${JSON.stringify(comment.reactions)}::text::jsonb,
      acknowledgements = ${JSON.stringify(comment.acknowledgements)}::text::jsonb, version = version + 1
    where workspace = ${workspace} and id = ${comment.id}`);
}

export async function listVersions(db: Queryable, workspace: string, id: CommentId, before: number | undefined, limit: number): Promise<CommentVersion[]> {
  return db.query<CommentVersion>(sql`
    select version, markdown, body, at from meanwhile.comment_versions
    where workspace = ${workspace} and comment_id = ${id} and ${before === undefined ? sql`true` : sql`version < ${before}`}
    order by version desc limit ${limit}`);
}
