import { hostIdSchema } from "@meanwhile/core/contract";
import { derivedId } from "./import.ids.ts";
import type { NewMember } from "./import.store.ts";
import { type SlackMessage, type SlackUser, slackUserSchema } from "./slack.schema.ts";

/** Who is who: Slack's ids, and members. */
export interface SlackPeople {
  /** Everybody of `users.json`. */
  members: NewMember[];
  /** The member behind a Slack id. */
  byId(id: string): NewMember | undefined;
  /** Whoever wrote it, known or not; nothing where it does not say. */
  author(message: SlackMessage): NewMember | undefined;
}

export interface SlackPeopleOptions {
  /** Member ids by Slack id or e-mail address in lower case: who is who in the host product. */
  ids: ReadonlyMap<string, string>;
  isTimeZone: (name: string) => boolean;
  /** ISO 8601. */
  now: string;
}

/**
 * Nobody becomes an owner by an import, since rights come from the host; guests stay guests. Somebody who was deactivated in Slack, and a
 * bot, can be seen as an author and not be named or let in.
 */
export function readPeople(users: readonly unknown[], { ids, isTimeZone, now }: SlackPeopleOptions): SlackPeople {
  const known = new Map<string, NewMember>();
  const bots = new Map<string, NewMember>();
  const members: NewMember[] = [];
  const idOf = (id: string, email?: string) => ids.get(id) ?? (email === undefined ? undefined : ids.get(email.toLowerCase())) ?? `slack:${id}`;

  for (const found of users) {
    const { success, data: user } = slackUserSchema.safeParse(found);
    if (!success) continue;
    const id = idOf(user.id, user.profile.email);
    const isBot = user.is_bot === true || user.id === "USLACKBOT";
    const isGone = isBot || user.deleted === true;
    const member: NewMember = {
      id,
      name: line(user.profile.display_name) || line(user.profile.real_name) || line(user.real_name) || line(user.name) || user.id,
      avatarUrl: pictureOf(user),
      role: user.is_restricted || user.is_ultra_restricted ? "guest" : "member",
      timeZone: user.tz !== undefined && isTimeZone(user.tz) ? user.tz : "UTC",
      // Whoever the host knows under this id is let in by the host.
      deactivatedAt: isGone && id.startsWith("slack:") ? instantOf(user.updated, now) : null,
    };
    known.set(user.id, member);
    members.push(member);
    if (isBot && user.profile.bot_id !== undefined) bots.set(user.profile.bot_id, member);
  }

  const stranger = (id: string, name: string | undefined, picture?: string): NewMember => {
    const member: NewMember = { id: idOf(id), name: line(name) || (id === "USLACKBOT" ? "Slackbot" : id), avatarUrl: urlOf(picture), deactivatedAt: idOf(id).startsWith("slack:") ? now : null };
    return hostIdSchema.safeParse(member.id).success ? member : { ...member, id: "slack:unknown" };
  };
  const remember = (map: Map<string, NewMember>, key: string, member: NewMember) => {
    map.set(key, member);
    return member;
  };

  return {
    members,
    byId: (id) => known.get(id),
    author({ user = undefined, bot_id, username, user_profile, bot_profile, comment }) {
      const person = comment?.user ?? user;
      if (person) return known.get(person) ?? remember(known, person, stranger(person, user_profile?.display_name || user_profile?.real_name || username, user_profile?.image_72));
      if (bot_id) return bots.get(bot_id) ?? remember(bots, bot_id, stranger(bot_id, bot_profile?.name || username));
      if (!username) return undefined;
      const key = `name ${username}`;
      // An integration of old, known by nothing but the name it gave.
      return bots.get(key) ?? remember(bots, key, { ...stranger("bot", username), id: `slack:bot-${derivedId("op", 0, username).slice(-12)}` });
    },
  };
}

function line(text: string | undefined): string {
  return [...(text ?? "").replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, " ").replace(/\p{Cs}/gu, "").trim()].slice(0, 200).join("").trim();
}

function pictureOf({ profile }: SlackUser): string | null {
  return urlOf(profile.image_192) ?? urlOf(profile.image_72) ?? urlOf(profile.image_512);
}

function urlOf(written: string | undefined): string | null {
  return written !== undefined && written.length <= 2048 && /^https?:\/\/[\w.-]+\.[\w.-]+[/\w]/.test(written) && URL.canParse(written) ? written : null;
}

function instantOf(seconds: number | undefined, now: string): string {
  if (!seconds || seconds * 1000 > Date.parse(now)) return now;
  return new Date(seconds * 1000).toISOString();
}
