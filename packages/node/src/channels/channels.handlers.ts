import { type Channel, channelErrors, type ChannelId, type Contract, sharedErrors } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { readCursor, toPage } from "../calls/cursor.ts";
import { sql } from "../db/sql.ts";
import { requireMembers } from "../members/members.store.ts";
import {
  addToSpace,
  bumpChannel,
  channelById,
  insertChannel,
  listSpaceMembers,
  lockChannel,
  removeFromSpace,
  selectChannels,
  setFavourite,
  updateChannel,
} from "./channels.store.ts";

export const channelsHandlers: Handlers<Contract["channels"]> = {
  async list(context, { joined, archived, cursor, limit }) {
    context.authorize("workspace.read");
    const after = readCursor<[string, string]>(cursor, "ss");
    const isJoined = sql`exists (select 1 from meanwhile.space_members j
      where j.workspace = s.workspace and j.space_id = s.id and j.member_id = ${context.actor.id})`;
    const where = sql`${archived ? sql`s.archived_at is not null` : sql`s.archived_at is null`}
      and ${joined === undefined ? sql`true` : joined ? isJoined : sql`not ${isJoined}`}
      and ${after ? sql`(lower(s.name) collate "C", s.id) > (${after[0]}, ${after[1]})` : sql`true`}`;
    const channels = await selectChannels(context.db, context.actor, where, limit + 1);
    return toPage(channels, limit, (channel) => [channel.name.toLowerCase(), channel.id]);
  },

  async get(context, { channelId }) {
    context.authorize("channel.read");
    return channelById(context.db, context.actor, channelId);
  },

  async create(context, { id = context.newId("chn"), name, description, visibility, memberIds }) {
    context.authorize("channel.create");
    const { db, actor, now } = context;
    await requireMembers(db, actor, memberIds);
    if (!(await insertChannel(db, actor, { id, name, description, visibility }, now))) throw sharedErrors.conflict("There is something with this id already. Make a new id.");
    await addToSpace(db, actor.workspace, id, [actor.id, ...memberIds], now);
    return announced(context, id, "channel.created");
  },

  async update(context, { channelId, ...changes }) {
    const channel = await forUpdate(context, channelId);
    context.authorize("channel.update", resourceOf(channel));
    const { name = channel.name, description = channel.description, visibility = channel.visibility } = changes;
    await updateChannel(context.db, context.actor.workspace, { ...channel, name, description, visibility });
    return announced(context, channelId);
  },

  archive: (context, { channelId }) => setArchived(context, channelId, true),
  unarchive: (context, { channelId }) => setArchived(context, channelId, false),

  async join(context, { channelId }) {
    const channel = await forUpdate(context, channelId);
    context.authorize("channel.join", resourceOf(channel));
    if (channel.archived) throw archivedError();
    await addToSpace(context.db, context.actor.workspace, channelId, [context.actor.id], context.now);
    return announced(context, channelId);
  },

  async leave(context, { channelId }) {
    const channel = await forUpdate(context, channelId);
    context.authorize("channel.removeMember", { ...resourceOf(channel), ownerId: context.actor.id });
    await removeFromSpace(context.db, context.actor.workspace, channelId, context.actor.id);
    await gone(context, channelId, context.actor.id);
  },

  async setFavourite(context, { channelId, favourite }) {
    await channelById(context.db, context.actor, channelId);
    context.authorize("channel.read");
    await setFavourite(context.db, context.actor, channelId, favourite);
    context.emit({ type: "channel.changed", channelId, recipientId: context.actor.id });
    return channelById(context.db, context.actor, channelId);
  },

  async listMembers(context, { channelId, cursor, limit }) {
    await channelById(context.db, context.actor, channelId);
    context.authorize("channel.read");
    const members = await listSpaceMembers(context.db, context.actor.workspace, channelId, readCursor<[string, string]>(cursor, "ss"), limit + 1);
    return toPage(members, limit, (member) => [member.name.toLowerCase(), member.id]);
  },

  async addMembers(context, { channelId, memberIds }) {
    const channel = await forUpdate(context, channelId);
    context.authorize("channel.update", resourceOf(channel));
    if (channel.archived) throw archivedError();
    await requireMembers(context.db, context.actor, memberIds);
    await addToSpace(context.db, context.actor.workspace, channelId, memberIds, context.now);
    return announced(context, channelId);
  },

  async removeMember(context, { channelId, memberId }) {
    const channel = await forUpdate(context, channelId);
    context.authorize("channel.removeMember", { ...resourceOf(channel), ownerId: memberId });
    await removeFromSpace(context.db, context.actor.workspace, channelId, memberId);
    await gone(context, channelId, memberId);
    // Who removes themselves from a private channel sees it for the last time.
    const [after] = await selectChannels(context.db, context.actor, sql`s.id = ${channelId}`);
    return after ?? { ...channel, memberCount: channel.memberCount - 1, me: { joined: false, favourite: false, unreadThreads: 0 } };
  },
};

function resourceOf(channel: Channel) {
  return { joined: channel.me.joined, visibility: channel.visibility, archived: channel.archived !== null };
}

async function forUpdate(context: Context, id: ChannelId): Promise<Channel> {
  await lockChannel(context.db, context.actor, id);
  return channelById(context.db, context.actor, id);
}

async function announced(context: Context, id: ChannelId, type: "channel.created" | "channel.changed" = "channel.changed"): Promise<Channel> {
  if (type === "channel.changed") await bumpChannel(context.db, context.actor.workspace, id);
  const channel = await channelById(context.db, context.actor, id);
  context.emit({ type, channelId: id, spaceId: id, version: channel.version });
  return channel;
}

/** Whoever was removed no longer sees the space's events, so they are told by name. */
async function gone(context: Context, id: ChannelId, memberId: string): Promise<void> {
  await bumpChannel(context.db, context.actor.workspace, id);
  context.emit({ type: "channel.changed", channelId: id, spaceId: id });
  context.emit({ type: "channel.changed", channelId: id, recipientId: memberId });
}

async function setArchived(context: Context, id: ChannelId, archive: boolean): Promise<Channel> {
  const channel = await forUpdate(context, id);
  context.authorize("channel.update", resourceOf(channel));
  const archived = archive ? (channel.archived ?? { at: context.now, by: context.actor.id }) : null;
  await updateChannel(context.db, context.actor.workspace, { ...channel, archived });
  return announced(context, id);
}

function archivedError() {
  return channelErrors.archived("This channel is archived. Unarchive it to write or to add people.");
}
