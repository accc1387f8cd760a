import { type Comment, type CommentId, type Contract, memberErrors, sharedErrors, type Thread, type ThreadId, threadErrors, type ThreadMetadata } from "@meanwhile/core";
import { isEmptyBody } from "@meanwhile/core/body";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { readMetadata } from "../calls/metadata.ts";
import { addToSpace } from "../channels/channels.store.ts";
import { write, writeOptional } from "../comments/comments.body.ts";
import { assertOpen, postComment } from "../comments/comments.handlers.ts";
import { addressOf, type Place, placeOf } from "../comments/comments.store.ts";
import { sql } from "../db/sql.ts";
import { requireMembers } from "../members/members.store.ts";
import { channelSpace, peopleSpace, setSubjectAccess, subjectSpace } from "./threads.spaces.ts";
import { changeThread, contextVersion, countThreads, insertThread, listContexts, listThreads, readersOf, setPosition, threadById, writeContext } from "./threads.store.ts";

const TITLE_FROM_BODY = 80;

export const threadsHandlers: Handlers<Contract["threads"]> = {
  async list(context, { sort, cursor, limit, ...filter }) {
    context.authorize("thread.read");
    const threads = await listThreads(context.db, context.actor, filter, sort, readCursor<[string, string]>(cursor, "ts"), limit + 1);
    return toPage(threads, limit, (thread) => [sort === "active" ? thread.activeAt : thread.createdAt, thread.id]);
  },

  async count(context, filter) {
    context.authorize("thread.read");
    return { count: await countThreads(context.db, context.actor, filter) };
  },

  async create(context, input) {
    const { db, actor, now } = context;
    const { id = context.newId("thr"), markdown } = input;
    const space =
      "channelId" in input
        ? await channelSpace(db, actor, input.channelId)
        : "subject" in input
          ? await subjectSpace(db, actor, input.subject, now)
          : await peopleSpace(db, actor, id, input.people, now);
    context.authorize("thread.create");
    assertOpen(space);
    const written = write(markdown);
    const title = input.title ?? titleFrom(written.excerpt);
    const metadata = await readMetadata<ThreadMetadata>(context.metadata.thread, input.metadata, threadErrors.invalidMetadata);
    if (!(await insertThread(db, actor, { id, spaceId: space.id, title, metadata }, now))) throw sharedErrors.conflict("There is a thread with this id already. Make a new id.");
    const place = await placeOf(db, actor, id, false);
    context.emit({ type: "thread.created", ...addressOf(place), version: 1 });
    await postComment(context, id, { ...written, id: context.newId("cmt"), action: null, audience: { kind: "channel" }, metadata: {} as Comment["metadata"] });
    return threadById(db, actor, id);
  },

  async get(context, { threadId }) {
    context.authorize("thread.read");
    return threadById(context.db, context.actor, threadId);
  },

  async update(context, { threadId, title, metadata }) {
    const { place, thread } = await forUpdate(context, threadId);
    context.authorize("thread.update", { ownerId: place.authorId, archived: place.archived });
    const kept = metadata === undefined ? thread.metadata : await readMetadata<ThreadMetadata>(context.metadata.thread, metadata, threadErrors.invalidMetadata);
    await changeThread(context.db, context.actor.workspace, threadId, sql`title = ${title ?? thread.title}, metadata = ${JSON.stringify(kept)}::text::jsonb`);
    return changed(context, place);
  },

  async setContext(context, { threadId, markdown, baseVersion }) {
    const place = await placeOf(context.db, context.actor, threadId, true);
    context.authorize("comment.create", { archived: place.archived });
    const version = await contextVersion(context.db, context.actor.workspace, threadId);
    if (version !== baseVersion) {
      throw threadErrors.contextChanged("Somebody else edited this meanwhile. Read the newest version and edit that.", { details: { version } });
    }
    const written = writeOptional(markdown);
    await writeContext(context.db, context.actor, threadId, version + 1, written, isEmptyBody(written.body), context.now);
    return changed(context, place);
  },

  async listContextVersions(context, { threadId, cursor, limit }) {
    await placeOf(context.db, context.actor, threadId, false);
    context.authorize("thread.read");
    const versions = await listContexts(context.db, context.actor.workspace, threadId, readCursor<[number]>(cursor, "n")?.[0], limit + 1);
    return toPage(versions, limit, (version) => [version.version]);
  },

  close: (context, { threadId, markdown, commentId }) => setState(context, threadId, "closed", markdown, commentId),
  reopen: (context, { threadId, markdown, commentId }) => setState(context, threadId, "reopened", markdown, commentId),

  async setPinned(context, { threadId, pinned }) {
    const { place, thread } = await forUpdate(context, threadId);
    context.authorize("thread.move", { archived: place.archived });
    const at = pinned ? (thread.pinned?.at ?? context.now) : null;
    const by = pinned ? (thread.pinned?.by ?? context.actor.id) : null;
    await changeThread(context.db, context.actor.workspace, threadId, sql`pinned_at = ${at}, pinned_by = ${by}`);
    return changed(context, place);
  },

  async setAssignee(context, { threadId, memberId }) {
    const { place, thread } = await forUpdate(context, threadId);
    context.authorize("thread.assign", { archived: place.archived });
    if (thread.assignee?.id === memberId || (memberId === null && thread.assignee === null)) return thread;
    if (memberId !== null) await requireReader(context, threadId, memberId);
    const at = memberId === null ? null : context.now;
    await changeThread(context.db, context.actor.workspace, threadId, sql`assignee_id = ${memberId}, assigned_at = ${at}, assigned_by = ${at && context.actor.id}`);
    return changed(context, place);
  },

  async move(context, { threadId, channelId }) {
    const place = await placeOf(context.db, context.actor, threadId, true);
    context.authorize("thread.move", { archived: place.archived });
    if (place.spaceKind !== "channel") throw threadErrors.notInChannel("Only a thread in a channel can be moved to another channel.");
    const target = await channelSpace(context.db, context.actor, channelId);
    assertOpen(target);
    await changeThread(context.db, context.actor.workspace, threadId, sql`space_id = ${target.id}, pinned_at = null, pinned_by = null`);
    context.move(threadId);
    context.emit({ type: "thread.changed", ...addressOf(place) });
    return changed(context, { ...place, spaceId: target.id });
  },

  async setPosition(context, { threadId, position }) {
    const place = await placeOf(context.db, context.actor, threadId, false);
    context.authorize("thread.read");
    await setPosition(context.db, context.actor, threadId, Math.min(position, place.commentCount));
    context.emit({ type: "thread.position", ...addressOf(place), recipientId: context.actor.id });
    return threadById(context.db, context.actor, threadId);
  },

  async addPeople(context, { threadId, memberIds }) {
    const place = await placeOf(context.db, context.actor, threadId, true);
    context.authorize("comment.create", { archived: place.archived });
    if (place.spaceKind !== "people") throw threadErrors.notPrivate("Only a thread among named people takes more people; others are open to their channel or subject.");
    await requireMembers(context.db, context.actor, memberIds);
    await addToSpace(context.db, context.actor.workspace, place.spaceId, memberIds, context.now);
    await changeThread(context.db, context.actor.workspace, threadId, sql`title = title`);
    return changed(context, place);
  },

  async setSubjectAccess(context, { subject, memberIds }) {
    context.authorize("subject.manage");
    await setSubjectAccess(context.db, context.actor, subject, memberIds, context.now);
    context.emit({ type: "thread.changed" });
  },
};

/** One comment closes or reopens a thread, and says why where there is something to say. */
async function setState(
  context: Context,
  threadId: ThreadId,
  action: "closed" | "reopened",
  markdown: string | undefined,
  commentId: CommentId = context.newId("cmt"),
): Promise<{ thread: Thread; comment: Comment }> {
  const place = await placeOf(context.db, context.actor, threadId, true);
  context.authorize("thread.close", { ownerId: place.authorId, archived: place.archived });
  if (place.closed && action === "closed") throw threadErrors.closed("This thread is closed already.");
  if (!place.closed && action === "reopened") throw threadErrors.open("This thread is open already.");
  const at = action === "closed" ? context.now : null;
  await changeThread(context.db, context.actor.workspace, threadId, sql`closed_at = ${at}, closed_by = ${at && context.actor.id}`);
  const comment = await postComment(context, threadId, {
    ...writeOptional(markdown ?? ""),
    id: commentId,
    action,
    audience: { kind: "thread" },
    metadata: {} as Comment["metadata"],
  });
  return { thread: await changed(context, place), comment };
}

/** @throws MeanwhileError `members/unknown_member` for somebody who could not even read it */
async function requireReader(context: Context, threadId: ThreadId, memberId: string): Promise<void> {
  await requireMembers(context.db, context.actor, [memberId]);
  const [reader] = await readersOf(context.db, context.actor.workspace, threadId, [memberId]);
  if (!reader) throw memberErrors.unknownMember("They cannot see this thread. Let them in first.", { details: { memberIds: [memberId] } });
}

function titleFrom(excerpt: string): string {
  const line = excerpt.split("\n", 1)[0]!.trim();
  return line.length <= TITLE_FROM_BODY ? line : `${[...line].slice(0, TITLE_FROM_BODY - 1).join("").trimEnd()}…`;
}

async function forUpdate(context: Context, threadId: ThreadId): Promise<{ place: Place; thread: Thread }> {
  const place = await placeOf(context.db, context.actor, threadId, true);
  return { place, thread: await threadById(context.db, context.actor, threadId) };
}

async function changed(context: Context, place: Place): Promise<Thread> {
  const thread = await threadById(context.db, context.actor, place.threadId);
  context.emit({ type: "thread.changed", ...addressOf(place), version: thread.version });
  return thread;
}
