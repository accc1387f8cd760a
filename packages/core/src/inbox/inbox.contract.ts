import * as z from "zod";
import type { ContractOf } from "../shared/contract.ts";
import { countSchema, hostIdSchema, idSchema, instantSchema, pageQuerySchema, pageSchema } from "../shared/schema.ts";
import { catchUpSchema } from "./inbox.catchup.schema.ts";
import type { followsRoutes, inboxRoutes } from "./inbox.routes.ts";
import {
  deliveryChannelSchema, followLevelSchema, followSchema, inboxCountsSchema, inboxItemSchema, inboxKindSchema, inboxPreferencesSchema, inboxReasonSchema,
  inboxStateSchema, snoozeUntilSchema, undoSchema,
} from "./inbox.schema.ts";

const params = z.object({ itemId: idSchema("inb") });
const threadParams = z.object({ threadId: idSchema("thr") });
const channelParams = z.object({ channelId: idSchema("chn") });

/** What a list and a change of many have in common. Every part narrows. */
const filter = {
  /** Among all the reasons an item has. */
  reason: inboxReasonSchema.optional(),
  channelId: idSchema("chn").optional(),
  kind: inboxKindSchema.optional(),
};

const changed = z.object({ item: inboxItemSchema, undo: undoSchema.nullable() });
const changedMany = z.object({
  changed: z.number().int(),
  /** There are more than one call changes; call again. */
  more: z.boolean(),
  undo: undoSchema.nullable(),
});
const many = z.object({
  ...filter,
  state: inboxStateSchema.extract(["unread", "read"]).optional(),
  /** Only what changed last before this. */
  olderThan: instantSchema.optional(),
});
const follow = z.object({
  /** `null` takes one's choice back; left out, it stays. */
  level: followLevelSchema.nullable().optional(),
  /** `null` ends the mute; left out, it stays. */
  mutedUntil: instantSchema.nullable().optional(),
});

export const inboxContract = {
  list: {
    summary: "The asking member's inbox, newest change first; unless told, what is neither done nor snoozed",
    query: pageQuerySchema.extend({
      ...filter,
      /** Unread and read unless told; with `saved` or `snoozed`, any. */
      state: inboxStateSchema.optional(),
      /** True: only what is saved, snoozed or not. */
      saved: z.boolean().optional(),
      /** True: only what is snoozed. */
      snoozed: z.boolean().optional(),
    }),
    response: pageSchema(inboxItemSchema),
  },
  counts: { summary: "How much there is in the asking member's inbox", response: inboxCountsSchema },
  get: { summary: "One item", params, response: inboxItemSchema },
  setState: {
    summary: "Mark read, unread from a comment on, or done. For a thread that is not in the inbox, it comes in",
    params,
    body: z.object({
      state: inboxStateSchema,
      /** With `unread`: the first comment to be unread; unless told, the first that was not read, or the last. */
      from: countSchema.min(1).optional(),
    }),
    response: changed,
  },
  setSaved: { summary: "Save for later, or not", params, body: z.object({ saved: z.boolean() }), response: changed },
  snooze: {
    summary: "Leave alone until a time, a reply, a decision, or until somebody is back",
    params,
    body: z.object({ until: snoozeUntilSchema }),
    response: changed,
    errors: ["inbox/past", "inbox/not_away", "members/unknown_member"],
  },
  unsnooze: { summary: "End a snooze", params, response: changed },
  archiveAll: { summary: "Mark everything done that passes a filter, up to 5,000 items a call, the oldest first", body: many, response: changedMany },
  readAll: { summary: "Mark everything read that passes a filter, up to 5,000 items a call, the oldest first", body: many.omit({ state: true }), response: changedMany },
  undo: {
    summary: "Take a change back, within ten minutes: exactly what it changed, except what has changed since",
    body: z.object({ undoId: idSchema("und") }),
    response: z.object({ restored: z.number().int() }),
    errors: ["inbox/undo_expired"],
  },
  markUnreadFor: {
    summary: "Mark a thread unread for others who may see it; they see who did",
    params: threadParams,
    body: z.object({ memberIds: z.array(hostIdSchema).min(1).max(50), from: countSchema.min(1).optional() }),
    /** Whom it reached: not those who follow nothing of it. */
    response: z.object({ memberIds: z.array(hostIdSchema) }),
    errors: ["members/unknown_member", "inbox/cannot_see"],
  },
  catchUp: {
    summary: "What happened in a period, for the asking member: decisions, questions to them, what they follow, and how much else",
    query: z.object({
      from: instantSchema,
      /** Now unless told. */
      to: instantSchema.optional(),
    }),
    response: catchUpSchema,
    errors: ["inbox/empty_period"],
  },
  getPreferences: { summary: "Which news reaches the asking member in which way", response: inboxPreferencesSchema },
  setPreferences: {
    summary: "Turn ways of delivery on or off; what is not named stays",
    body: z.object({ set: z.array(z.object({ reason: inboxReasonSchema, via: deliveryChannelSchema, on: z.boolean() })).min(1).max(100) }),
    response: inboxPreferencesSchema,
  },
} as const satisfies ContractOf<typeof inboxRoutes>;

export const followsContract = {
  getThread: { summary: "How the asking member follows a thread", params: threadParams, response: followSchema },
  setThread: { summary: "Follow a thread more or less, or mute it for a time", params: threadParams, body: follow, response: followSchema },
  getChannel: { summary: "How the asking member follows a channel", params: channelParams, response: followSchema },
  setChannel: { summary: "Follow a channel more or less, or mute it for a time", params: channelParams, body: follow, response: followSchema },
} as const satisfies ContractOf<typeof followsRoutes>;
