import * as z from "zod";
import { memberRefSchema } from "../members/members.schema.ts";
import { hostIdSchema, idSchema, instantSchema } from "../shared/schema.ts";
import { subjectSchema } from "../threads/threads.schema.ts";

/** What an item is about. A later slice adds its own kinds. */
export const inboxKindSchema = z.enum(["thread", "decision", "proposal", "pairing", "program"]);

/**
 * Why something is in somebody's inbox, the strongest first. An item keeps all that came since it was last read and shows the strongest.
 *
 * - `proposal`: your vote is asked for
 * - `assigned`: you are to see to it
 * - `paired`: you are to meet somebody
 * - `met_asked`: you are asked whether you met
 * - `still_there`: you are asked whether you still take part, or were paused because nothing was heard of you
 * - `mentioned`: you were named, in person, through a group, or as one of those the words are for
 * - `answered`: somebody answered your question
 * - `unread_for_you`: somebody marked it unread for you; `markedUnread` says who
 * - `decision`: something was decided
 * - `review_due`: the day has come to look at a decision again
 * - `replied`: somebody wrote in a thread you take part in
 * - `followed`: somebody wrote in a thread or channel that you follow
 * - `kept`: you put it here
 */
export const inboxReasonSchema = z.enum(["proposal", "assigned", "met_asked", "paired", "still_there", "mentioned", "answered", "unread_for_you", "decision", "review_due", "replied", "followed", "kept"]);

export const inboxStateSchema = z.enum(["unread", "read", "done"]);

/** How long to leave an item alone: until an instant, or until something happens. */
export const snoozeUntilSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("time"), at: instantSchema }),
  /** Somebody else writes in the thread. */
  z.object({ kind: z.literal("reply") }),
  /** Something is decided in the thread. */
  z.object({ kind: z.literal("decision") }),
  /** Somebody who is away or off is back at work, or writes in the thread before that. */
  z.object({ kind: z.literal("member"), memberId: hostIdSchema }),
]);

export const snoozeSchema = z.object({
  kind: z.enum(["time", "reply", "decision", "member"]),
  /** When it wakes, as far as that is known: an event comes when it comes, and somebody may be away until further notice. */
  at: instantSchema.nullable(),
  /** Who is waited for. */
  member: memberRefSchema.nullable(),
});

export const inboxItemSchema = z.object({
  /** Made of the subject's id, so it is the same for everybody: see `inboxItemId`. */
  id: idSchema("inb"),
  kind: inboxKindSchema,
  subjectId: z.string(),
  /** Where to read on. */
  threadId: idSchema("thr").nullable(),
  title: z.string(),
  /** The place of its thread: a channel, an object of the host's, or with both null named people. */
  channel: z.object({ id: idSchema("chn"), name: z.string() }).nullable(),
  about: subjectSchema.nullable(),
  closed: z.boolean(),
  reason: inboxReasonSchema,
  /** All that still stand, the strongest first. */
  reasons: z.array(inboxReasonSchema),
  /** Who caused the newest change: wrote, decided, assigned; `null` where the time had come. */
  by: memberRefSchema.nullable(),
  state: inboxStateSchema,
  /** The first comment not read yet; `null` where all are. */
  unreadFrom: z.number().int().nullable(),
  unreadCount: z.number().int(),
  lastComment: z.object({ number: z.number().int(), author: memberRefSchema, excerpt: z.string(), at: instantSchema }).nullable(),
  /** The last who marked it unread for the asking member. */
  markedUnread: z.object({ at: instantSchema, by: memberRefSchema }).nullable(),
  savedAt: instantSchema.nullable(),
  snooze: snoozeSchema.nullable(),
  /** Why it came back after a snooze, until it is read; `reason`: something came that one is told of in any case, see `reason`. */
  woken: z.object({ at: instantSchema, because: z.enum(["time", "reply", "decision", "member", "reason"]) }).nullable(),
  /** When it last changed for the asking member; lists go by it. */
  changedAt: instantSchema,
  version: z.number().int(),
});

/** How many, each counted up to 1,000; 1,000 means that many or more. */
export const inboxCountsSchema = z.object({
  /** Neither done nor snoozed. */
  inbox: z.number().int(),
  /** Of those, what is unread, and by every reason it has. */
  unread: z.number().int(),
  byReason: z.record(inboxReasonSchema, z.number().int()),
  saved: z.number().int(),
  snoozed: z.number().int(),
  done: z.number().int(),
});

/** What takes a change back; `null` where nothing changed. */
export const undoSchema = z.object({ id: idSchema("und"), expiresAt: instantSchema });

/**
 * How much of a thread or channel reaches one's inbox, from all to nothing. The exact meaning is the table in `reaches`.
 */
export const followLevelSchema = z.enum(["everything", "replies_and_mentions", "decisions_only", "nothing"]);

export const followSchema = z.object({
  /** One's own choice for this thread or channel; `null` for none. */
  level: followLevelSchema.nullable(),
  /** One's own mute of it; in the past where it is over. */
  mutedUntil: instantSchema.nullable(),
  /** What holds, all in all. */
  effective: z.object({
    level: followLevelSchema,
    /** What decides: the choice for the thread, having taken part in it, the choice for its channel, or none of these. */
    because: z.enum(["thread", "participation", "channel", "default"]),
    /** The later of the thread's mute and its channel's; `null` where there is none or it is over. */
    mutedUntil: instantSchema.nullable(),
  }),
});

/** The ways that news takes to a person. */
export const deliveryChannelSchema = z.enum(["in_app", "email", "slack", "push", "webhook"]);

/** Which news goes which way. */
export const inboxPreferencesSchema = z.object({ preferences: z.record(inboxReasonSchema, z.record(deliveryChannelSchema, z.boolean())) });

export type InboxKind = z.infer<typeof inboxKindSchema>;
export type InboxReason = z.infer<typeof inboxReasonSchema>;
export type InboxState = z.infer<typeof inboxStateSchema>;
export type InboxItem = z.infer<typeof inboxItemSchema>;
export type InboxCounts = z.infer<typeof inboxCountsSchema>;
export type Snooze = z.infer<typeof snoozeSchema>;
export type SnoozeUntil = z.infer<typeof snoozeUntilSchema>;
export type Undo = z.infer<typeof undoSchema>;
export type Follow = z.infer<typeof followSchema>;
export type FollowLevel = z.infer<typeof followLevelSchema>;
export type DeliveryChannel = z.infer<typeof deliveryChannelSchema>;
export type InboxPreferences = z.infer<typeof inboxPreferencesSchema>;
