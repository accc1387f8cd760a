import type { Contract } from "@meanwhile/core";
import type { Context, Handlers } from "../calls/context.ts";
import { channelById } from "../channels/channels.store.ts";
import { type Place, placeOf } from "../comments/comments.store.ts";
import { followOfChannel, followOfThread, setFollow } from "./follows.store.ts";

export const followsHandlers: Handlers<Contract["follows"]> = {
  async getThread(context, { threadId }) {
    const place = await placeOf(context.db, context.actor, threadId, false);
    context.authorize("inbox.use");
    return ofThread(context, place);
  },

  async setThread(context, { threadId, ...choice }) {
    const place = await placeOf(context.db, context.actor, threadId, false);
    context.authorize("inbox.use");
    await setFollow(context.db, context.actor, threadId, choice);
    context.emit({ type: "inbox.changed", threadId, recipientId: context.actor.id });
    return ofThread(context, place);
  },

  async getChannel(context, { channelId }) {
    await channelById(context.db, context.actor, channelId);
    context.authorize("inbox.use");
    return followOfChannel(context.db, context.actor, channelId, context.now);
  },

  async setChannel(context, { channelId, ...choice }) {
    await channelById(context.db, context.actor, channelId);
    context.authorize("inbox.use");
    await setFollow(context.db, context.actor, channelId, choice);
    context.emit({ type: "inbox.changed", channelId, recipientId: context.actor.id });
    return followOfChannel(context.db, context.actor, channelId, context.now);
  },
};

function ofThread(context: Context, place: Place) {
  const isOne = place.authorId === context.actor.id || place.assigneeId === context.actor.id || (place.spaceKind === "people" && place.joined);
  return followOfThread(context.db, context.actor, place, isOne, context.now);
}
