import type { Follow, FollowLevel, InboxReason } from "./inbox.schema.ts";

/** Something that may reach a member, as it concerns that member. */
export type Change =
  /** They were made the one to see to it. */
  | "assigned"
  /** Their vote is asked for. */
  | "proposal"
  /** They were named in person, or words were written for them by name. */
  | "mentioned"
  /** Somebody marked it unread for them. */
  | "unread_for_you"
  /** A group they are in was named. */
  | "group_mentioned"
  /** Their question was answered. */
  | "answered"
  | "decision"
  | "review_due"
  /** A comment in a thread they take part in. */
  | "replied"
  /** Any other comment. */
  | "followed";

interface Reach {
  /** The least level it reaches. */
  from: FollowLevel;
  /** It is meant for this one person, so it passes a mute. */
  direct: boolean;
}

const LEVELS: readonly FollowLevel[] = ["nothing", "decisions_only", "replies_and_mentions", "everything"];

/**
 * The ladder. What reaches a level reaches all above it. A mute is for a time, and takes all that was not meant for this very person.
 *
 * | change | nothing | decisions only | replies and mentions | everything | muted |
 * | --- | --- | --- | --- | --- | --- |
 * | assigned | yes | yes | yes | yes | yes |
 * | proposal, mentioned, unread_for_you | | yes | yes | yes | yes |
 * | decision, review_due | | yes | yes | yes | |
 * | answered, replied, group_mentioned | | | yes | yes | |
 * | followed | | | | yes | |
 */
const LADDER: Record<Change, Reach> = {
  assigned: { from: "nothing", direct: true },
  proposal: { from: "decisions_only", direct: true },
  mentioned: { from: "decisions_only", direct: true },
  unread_for_you: { from: "decisions_only", direct: true },
  decision: { from: "decisions_only", direct: false },
  review_due: { from: "decisions_only", direct: false },
  answered: { from: "replies_and_mentions", direct: false },
  replied: { from: "replies_and_mentions", direct: false },
  group_mentioned: { from: "replies_and_mentions", direct: false },
  followed: { from: "everything", direct: false },
};

/** Does a change reach somebody who follows at this level? */
export function reaches(level: FollowLevel, muted: boolean, change: Change): boolean {
  const { from, direct } = LADDER[change];
  return LEVELS.indexOf(level) >= LEVELS.indexOf(from) && (direct || !muted);
}

/** Why an item is there, when this change put it there. */
export function reasonOf(change: Change): InboxReason {
  return change === "group_mentioned" ? "mentioned" : change;
}

/** One's own choices for a thread and for its channel. */
export interface Choices {
  thread: { level: FollowLevel | null; mutedUntil: string | null } | null;
  channel: { level: FollowLevel | null; mutedUntil: string | null } | null;
  /** They started the thread, wrote in it, see to it, or are one of its named people. */
  participates: boolean;
}

const DEFAULT: FollowLevel = "replies_and_mentions";

/**
 * What holds: the choice for the thread; else the one for its channel; else replies and mentions. Taking part in a thread follows it by
 * itself, replies and mentions at the least, whatever was chosen for its channel; who wants less of it says so of the thread.
 *
 * @param now ISO 8601
 */
export function effectiveFollow({ thread, channel, participates }: Choices, now: string): Follow["effective"] {
  const until = [thread?.mutedUntil, channel?.mutedUntil].filter((time) => typeof time === "string" && Date.parse(time) > Date.parse(now)) as string[];
  const mutedUntil = until.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
  if (thread?.level) return { level: thread.level, because: "thread", mutedUntil };
  const level = channel?.level ?? DEFAULT;
  if (participates && LEVELS.indexOf(level) < LEVELS.indexOf(DEFAULT)) return { level: DEFAULT, because: "participation", mutedUntil };
  if (channel?.level) return { level, because: "channel", mutedUntil };
  return { level, because: participates ? "participation" : "default", mutedUntil };
}
