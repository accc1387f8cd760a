import { channelErrors, type ChannelId, type Comment, commentErrors, type CommentId, type Contract, sharedErrors, threadErrors, type ThreadId } from "@meanwhile/core";
import { mentions as mentionsIn } from "@meanwhile/core/body";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { readMetadata } from "../calls/metadata.ts";
import { channelById } from "../channels/channels.store.ts";
import { sql } from "../db/sql.ts";
import { requireMembers } from "../members/members.store.ts";
import { type AudiencePlace, previewReach } from "./comments.audience.ts";
import { type Written, write } from "./comments.body.ts";
import { addressOf, buryComment, commentById, insertComment, listVersions, lockComment, type NewComment, participantsOf, type Place, placeOf, type Posted, reviseComment, selectComments, updateMarks } from "./comments.store.ts";

const MAX_REACTIONS = 20;

export const commentsHandlers: Handlers<Contract["comments"]> = {
  async list(context, { threadId, from, direction, cursor, limit }) {
    await placeOf(context.db, context.actor, threadId, false);
    context.authorize("thread.read");
    const start = readCursor<[number]>(cursor, "n")?.[0] ?? from;
    const reached = start === undefined ? sql`true` : direction === "forward" ? sql`c.number >= ${start}` : sql`c.number <= ${start}`;
    const comments = await selectComments(context.db, context.actor, sql`c.thread_id = ${threadId} and ${reached}`, direction, limit + 1);
    return toPage(comments, limit, (comment) => [comment.number + (direction === "forward" ? 1 : -1)]);
  },

  async create(context, { threadId, id = context.newId("cmt"), markdown, audience, metadata }) {
    context.authorize("comment.create");
    if (audience.kind === "people") await requireMembers(context.db, context.actor, audience.memberIds);
    const kept = await readMetadata<Comment["metadata"]>(context.metadata.comment, metadata, commentErrors.invalidMetadata);
    const comment: NewComment = { ...write(markdown), id, action: null, audience, metadata: kept };
    const posted = await insertComment(context.db, context.actor, threadId, comment, context.now, true);
    if (posted) return tell(context, posted, comment.mentions);
    // Nearly every comment is one that may be posted; why this one may not is asked only now.
    const place = await placeOf(context.db, context.actor, threadId, true);
    assertOpen(place);
    if (place.closed) throw threadErrors.closed("This thread is closed. Reopen it to write in it.");
    return postComment(context, threadId, comment);
  },

  async get(context, { commentId }) {
    context.authorize("thread.read");
    return commentById(context.db, context.actor, commentId);
  },

  async edit(context, { commentId, markdown, metadata }) {
    const { comment, place } = await forUpdate(context, commentId);
    context.authorize("comment.edit", { ownerId: comment.author.id, archived: place.archived });
    assertStands(comment);
    const kept = metadata === undefined ? comment.metadata : await readMetadata<Comment["metadata"]>(context.metadata.comment, metadata, commentErrors.invalidMetadata);
    const written = write(markdown);
    await reviseComment(context.db, context.actor, comment, written, kept, context.now);
    deliverMentions(context, place, comment, written.mentions);
    return changed(context, place, commentId);
  },

  async delete(context, { commentId }) {
    const { comment, place } = await forUpdate(context, commentId);
    context.authorize("comment.delete", { ownerId: comment.author.id, archived: place.archived });
    if (comment.deleted) return comment;
    await buryComment(context.db, context.actor, comment, context.now);
    return changed(context, place, commentId);
  },

  async listVersions(context, { commentId, cursor, limit }) {
    await commentById(context.db, context.actor, commentId);
    context.authorize("thread.read");
    const versions = await listVersions(context.db, context.actor.workspace, commentId, readCursor<[number]>(cursor, "n")?.[0], limit + 1);
    return toPage(versions, limit, (version) => [version.version]);
  },

  async setReaction(context, { commentId, emoji, on }) {
    const { comment, place } = await forUpdate(context, commentId);
    context.authorize("comment.react", { archived: place.archived });
    assertStands(comment);
    const me = context.actor.id;
    const others = (comment.reactions.find((reaction) => reaction.emoji === emoji)?.memberIds ?? []).filter((id) => id !== me);
    const memberIds = on ? [...others, me] : others;
    const isNew = !comment.reactions.some((reaction) => reaction.emoji === emoji);
    if (on && isNew && comment.reactions.length >= MAX_REACTIONS) throw commentErrors.tooManyReactions(`A comment takes ${MAX_REACTIONS} different reactions at the most.`);
    const reactions = (isNew ? [...comment.reactions, { emoji, memberIds }] : comment.reactions.map((reaction) => (reaction.emoji === emoji ? { emoji, memberIds } : reaction))).filter(
      (reaction) => reaction.memberIds.length > 0,
    );
    await updateMarks(context.db, context.actor.workspace, { ...comment, reactions });
    return changed(context, place, commentId);
  },

  async setAcknowledged(context, { commentId, acknowledged }) {
    const { comment, place } = await forUpdate(context, commentId);
    context.authorize("comment.react", { archived: place.archived });
    assertStands(comment);
    const mine = comment.acknowledgements.find((note) => note.by === context.actor.id) ?? { at: context.now, by: context.actor.id };
    const others = comment.acknowledgements.filter((note) => note.by !== context.actor.id);
    await updateMarks(context.db, context.actor.workspace, { ...comment, acknowledgements: acknowledged ? [...others, mine] : others });
    return changed(context, place, commentId);
  },

  async previewAudience(context, { threadId, channelId, audience, memberIds = [], groupIds = [] }) {
    const place = await audiencePlace(context, threadId, channelId);
    context.authorize("thread.read");
    return previewReach(context.db, context.actor, place, { kind: audience, memberIds, groupIds }, context.now, context.zones);
  },
};

async function audiencePlace({ db, actor }: Context, threadId: ThreadId | undefined, channelId: ChannelId | undefined): Promise<AudiencePlace> {
  if (threadId) return { spaceId: (await placeOf(db, actor, threadId, false)).spaceId, threadId };
  if (channelId) return { spaceId: (await channelById(db, actor, channelId)).id, threadId: null };
  throw sharedErrors.invalidInput("An audience is of a thread or of a channel. Give one of the two.", { details: { issues: [{ path: ["threadId"], message: "required" }] } });
}

/**
 * Appends a comment to a thread that the actor may see, open or not, tells it to whoever sees the thread, and gives it back as the actor sees it.
 */
export async function postComment(context: Context, threadId: ThreadId, comment: NewComment): Promise<Comment> {
  const posted = await insertComment(context.db, context.actor, threadId, comment, context.now, false);
  if (posted) return tell(context, posted, comment.mentions);
  const [same] = await selectComments(context.db, context.actor, sql`c.id = ${comment.id} and c.thread_id = ${threadId} and c.author_id = ${context.actor.id}`, "forward", 1);
  // A retry that outlived its idempotency key: the id says that it is the same comment.
  if (same?.markdown === comment.markdown) return same;
  throw sharedErrors.conflict("There is a comment with this id already. Make a new id.");
}

function tell(context: Context, { comment, place, participants, before }: Posted, mentions: Written["mentions"]): Comment {
  context.emit({ type: "comment.created", ...addressOf(place), commentId: comment.id, version: 1 });
  context.deliver({ because: "posted", ...place, number: comment.number, byId: comment.author.id, before, participants, audience: comment.audience, mentions });
  return comment;
}

/** Whom the words name now and did not name before hears of them, as they would have of a new comment. */
function deliverMentions(context: Context, { threadId, spaceId, spaceKind, authorId, assigneeId }: Place, comment: Comment, now: Written["mentions"]): void {
  const earlier = mentionsIn(comment.body);
  const users = now.users.filter((id) => id !== comment.author.id && !earlier.users.includes(id));
  const groups = now.groups.filter((id) => !earlier.groups.includes(id));
  if (users.length === 0 && groups.length === 0) return;
  const participants = participantsOf(authorId, assigneeId);
  context.deliver({ because: "mentioned", threadId, spaceId, spaceKind, number: comment.number, byId: context.actor.id, before: null, participants, audience: { kind: "thread" }, mentions: { users, groups } });
}

/** @throws MeanwhileError `channels/archived` */
export function assertOpen(place: Pick<Place, "archived">): void {
  if (place.archived) throw channelErrors.archived("This channel is archived. Unarchive it to write in it.");
}

function assertStands(comment: Comment): void {
  if (comment.deleted) throw commentErrors.deleted("This comment was deleted.");
}

async function forUpdate(context: Context, id: CommentId): Promise<{ comment: Comment; place: Place }> {
  const { threadId } = await commentById(context.db, context.actor, id);
  const place = await placeOf(context.db, context.actor, threadId, true);
  await lockComment(context.db, context.actor, id);
  return { comment: await commentById(context.db, context.actor, id), place };
}

async function changed(context: Context, place: Place, id: CommentId): Promise<Comment> {
  const comment = await commentById(context.db, context.actor, id);
  context.emit({ type: "comment.changed", ...addressOf(place), commentId: id, version: comment.version });
  return comment;
}
